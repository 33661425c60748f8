import type { Resource } from '../../shared/operation';
import { apiRequest } from './apiRequest';
import { auth } from './auth';
import { user } from './user';

/** Everything the KillB node can do. */
export const resources: readonly Resource[] = [apiRequest, auth, user];
