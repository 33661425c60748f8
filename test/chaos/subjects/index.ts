import { operations } from '../../../scripts/operationList';
import { nameOf, type Subject } from '../subject';
import { KERNELHOST } from './kernelhost';
import { KILLB } from './killb';
import { KILLB_MONEY } from './killbMoney';

/** Every write of both nodes, and one read of each. */
export const SUBJECTS: Subject[] = [...KERNELHOST, ...KILLB, ...KILLB_MONEY];

/** Writes that are missing above; the suite is complete only if there are none. */
export function missingWrites(): string[] {
	const known = new Set(SUBJECTS.map(nameOf));
	return operations()
		.filter(({ method }) => !['GET', 'none'].includes(method))
		.map(({ node, resource, operation }) => `${node}.${resource}.${operation}`)
		.filter((name) => !known.has(name));
}
