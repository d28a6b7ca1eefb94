export { bundleHandler, type BundleOptions } from './bundle-handler.ts';
