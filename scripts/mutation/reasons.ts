import { HTTP } from './reasons/http';
import { KERNELHOST } from './reasons/kernelhost';
import { KILLB } from './reasons/killb';
import { WEBHOOK } from './reasons/webhook';
import { LIMITS } from './reasons/limits';
import { VALUES } from './reasons/values';
import type { Reason } from './report';

/**
 * Why each mutant that no test kills may live; `npm run mutation` tells which are missing here, and which are no longer needed.
 * A mutant that changes behaviour is no entry for this list: it lacks a test.
 */
export const REASONS: readonly Reason[] = [
	...HTTP,
	...KERNELHOST,
	...KILLB,
	...WEBHOOK,
	...LIMITS,
	...VALUES,
];
