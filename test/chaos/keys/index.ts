import type { Job } from '../job';
import { otherContentJobs } from './otherContent';
import { repeatedIdJobs } from './repeatedIds';
import { replacedNodeJobs } from './replacedNodes';
import { shapeJobs } from './shapes';
import { sharedReferenceJobs } from './sharedReference';

/** Runs about which writes have the same key, and which must not. */
export function keyJobs(): Job[] {
	return [
		...replacedNodeJobs(),
		...repeatedIdJobs(),
		...shapeJobs(),
		...sharedReferenceJobs(),
		...otherContentJobs(),
	];
}
