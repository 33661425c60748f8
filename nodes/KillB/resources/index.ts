import type { Resource } from '../../shared/operation';
import { auth } from './auth';
import { user } from './user';

/** Everything the KillB node can do. */
export const resources: readonly Resource[] = [auth, user];
