import type { Resource } from '../../shared/operation';
import { account } from './account';
import { apiRequest } from './apiRequest';
import { auth } from './auth';
import { bank } from './bank';
import { customer } from './customer';
import { document } from './document';
import { payout } from './payout';
import { quotation } from './quotation';
import { ramp } from './ramp';
import { sandbox } from './sandbox';
import { savings } from './savings';
import { user } from './user';
import { virtualAccount } from './virtualAccount';
import { webhook } from './webhook';

/** All resources of the KillB node. */
export const resources: readonly Resource[] = [
	account,
	apiRequest,
	auth,
	bank,
	customer,
	document,
	payout,
	quotation,
	ramp,
	sandbox,
	savings,
	user,
	virtualAccount,
	webhook,
];
