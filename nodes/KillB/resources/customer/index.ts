import type { Resource } from '../../../shared/operation';
import { configurePair } from './configurePair';
import { create } from './create';
import { createPreFundAccount } from './createPreFundAccount';
import { getBalances } from './getBalances';
import { getLiquidity } from './getLiquidity';
import { getPairs } from './getPairs';
import { getProfile } from './getProfile';

export const customer: Resource = {
	displayName: 'Customer',
	name: 'customer',
	operations: {
		configurePair,
		create,
		createPreFundAccount,
		getBalances,
		getLiquidity,
		getPairs,
		getProfile,
	},
	defaultOperation: 'getProfile',
};
