import { createHash, scrypt } from 'node:crypto';
import type { Login } from './login';

/**
 * Work factor of scrypt: 32 MiB of memory and a tenth of a second for each password that somebody tries. The credential stores the
 * result, so it must not be a fast function of the password; each process computes it once for a login.
 */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };

/** Logins whose result is kept; the longest unused goes first and is computed again. */
const KEPT = 200;

const known = new Map<string, Promise<string>>();

/** Tells a stored session whether it belongs to a login: it changes with the environment, the e-mail and the password. */
export async function tokenBinding(login: Login): Promise<string> {
	const binding = known.get(login.binding) ?? compute(login);
	known.delete(login.binding);
	known.set(login.binding, binding);
	const [oldest] = known.keys();
	if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
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
