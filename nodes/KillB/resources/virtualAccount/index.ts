import type { Resource } from '../../../shared/operation';
import { create } from './create';
import { createWithdrawal } from './createWithdrawal';
import { getAllWithdrawals } from './getAllWithdrawals';
import { getMany } from './getMany';
import { getWithdrawals } from './getWithdrawals';

export const virtualAccount: Resource = {
	displayName: 'Virtual Account',
	name: 'virtualAccount',
	operations: { create, createWithdrawal, getAll: getMany, getAllWithdrawals, getWithdrawals },
	defaultOperation: 'getAll',
};
