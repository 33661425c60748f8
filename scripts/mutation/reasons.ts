import type { Reason } from './report';

/** Why each mutant that no test kills may live; `npm run mutation` tells which are missing here, and which are no longer needed. */
export const REASONS: readonly Reason[] = [];
