/** What a baseline stack tells its users. Nothing here is secret, and all of it is known before anything is made. */
export interface BaselineOutputs {
  readonly region: string;
  readonly accountId: string;
  readonly securityHubArn: string;
  /** Standards that Security Hub has from this stack; none where it is somebody else's. */
  readonly standardsArns: readonly string[];
  readonly configServiceRoleArn: string;
  /** This and the next two: where the recorder is this stack's. */
  readonly configRecorderName?: string;
  readonly configDeliveryChannelName?: string;
  readonly configHistoryBucketName?: string;
  /** Who owns each, as the stack file says: `managed`, `adopt` or `existing`. */
  readonly ownership: {
    readonly securityHub: string;
    readonly configRecorder: string;
    readonly configServiceRole: string;
    readonly accountPublicAccess: string;
  };
}
