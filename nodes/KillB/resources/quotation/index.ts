import type { Resource } from '../../../shared/operation';
import { create } from './create';
import { get } from './get';
import { simulate } from './simulate';
import { update } from './update';

export const quotation: Resource = {
	displayName: 'Quotation',
	name: 'quotation',
	operations: { create, get, simulate, update },
	defaultOperation: 'create',
};
