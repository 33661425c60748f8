import type { SandboxState } from '../state';
import type { User } from './data';
import { KillBError } from './errors';

/**
 * A deleted user can still be read (its data is kept): the sandbox's own choice.
 * @throws KillBError 404 USER.0001
 */
export function findUser(state: SandboxState, id: string): User {
	const user = state.killb.users.get(id);
	if (user === undefined) throw notFound(id);
	return user;
}

/**
 * A user that is not deleted, as everything but reading needs it.
 * @throws KillBError 404 USER.0001
 */
export function findActiveUser(state: SandboxState, id: string): User {
	const user = findUser(state, id);
	if (!user.active) throw notFound(id);
	return user;
}

function notFound(id: string): KillBError {
	return new KillBError(404, 'USER.0001', ['User not found'], [{ key: 'userId', value: id }]);
}
