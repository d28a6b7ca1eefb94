/** Names the program's file descriptor that stays open as long as the engine lives. */
export const engineDescriptor = 'PALISADE_ENGINE_DESCRIPTOR';
