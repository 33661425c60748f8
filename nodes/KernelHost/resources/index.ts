import type { Resource } from '../../shared/operation';
import { account } from './account';
import { apiRequest } from './apiRequest';
import { balance } from './balance';
import { invoice } from './invoice';
import { order } from './order';
import { product } from './product';
import { service } from './service';
import { webhook } from './webhook';

/** All resources of the KernelHost node. */
export const resources: readonly Resource[] = [
	account,
	apiRequest,
	balance,
	invoice,
	order,
	product,
	service,
	webhook,
];
