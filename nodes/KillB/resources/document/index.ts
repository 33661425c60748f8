import type { Resource } from '../../../shared/operation';
import { generate } from './generate';
import { get } from './get';
import { getMany } from './getMany';
import { sign } from './sign';
import { signMany } from './signMany';

export const document: Resource = {
	displayName: 'Document',
	name: 'document',
	operations: { generate, get, getAll: getMany, sign, signMany },
	defaultOperation: 'getAll',
};
