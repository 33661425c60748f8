import { createHash, scrypt } from 'node:crypto';
import { BoundedMap } from '../items/boundedMap';
import type { Login } from './login';

/**
 * Work factor of scrypt: 32 MiB of memory and a tenth of a second for each guess of a password. The credential stores the
 * result, so it must not be a fast function of the password; each process computes it once for a login.
 */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };

/** Of more logins than these the longest unused is computed again. */
const MOST_KNOWN = 200;

const known = new BoundedMap<Promise<string>>(MOST_KNOWN);

/** Tells a stored session whether it belongs to a login: it changes with the environment, the e-mail and the password. */
export async function tokenBinding(login: Login): Promise<string> {
	const binding = known.get(login.binding) ?? compute(login);
	known.set(login.binding, binding);
	return await binding;
}

async function compute({ root, email, password }: Login): Promise<string> {
	const account = JSON.stringify([root.origin, root.path, email.toLowerCase()]);
	const salt = createHash('sha256').update(account).digest();
	return await new Promise((resolve, reject) => {
		scrypt(password, salt, 32, COST, (error, key) => {
			if (error) reject(error);
			else resolve(key.toString('hex'));
		});
	});
}
