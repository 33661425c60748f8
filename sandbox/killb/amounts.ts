import { invalidInput } from './errors';

/** @throws KillBError 400 for what is not more than nothing; no rule for amounts is documented */
export function checkAmount(name: string, amount: number): void {
	if (!(amount > 0)) throw invalidInput([`${name} must be a positive number`]);
}
