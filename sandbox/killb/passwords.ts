import { invalidInput } from './errors';

/**
 * The portal's rule (killb.md 2.4): 8 characters, an upper-case letter, a digit, a special character.
 * @throws KillBError 400 INVALID.INPUT with the text that the vendor's own test saw
 */
export function checkStrong(password: string): void {
	const strong =
		password.length >= 8 &&
		/[A-Z]/.test(password) &&
		/\d/.test(password) &&
		/[^A-Za-z0-9]/.test(password);
	if (!strong) throw invalidInput(['password is not strong enough']);
}
