import type { Resource } from '../../shared/operation';
import { apiRequest } from './apiRequest';
import { auth } from './auth';
import { customer } from './customer';
import { document } from './document';
import { quotation } from './quotation';
import { user } from './user';
import { webhook } from './webhook';

/** Everything the KillB node can do. */
export const resources: readonly Resource[] = [
	apiRequest,
	auth,
	customer,
	document,
	quotation,
	user,
	webhook,
];
