import type { Resource } from '../../../shared/operation';
import { checkConnection } from './checkConnection';
import { getCurrentUser } from './getCurrentUser';
import { logIn } from './logIn';
import { logOut } from './logOut';
import { refreshToken } from './refreshToken';

export const auth: Resource = {
	displayName: 'Auth',
	name: 'auth',
	operations: { checkConnection, getCurrentUser, logIn, logOut, refreshToken },
	defaultOperation: 'getCurrentUser',
};
