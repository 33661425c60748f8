import { createHash } from 'node:crypto';
import { isCrypto, isPreFund } from './methods';

/**
 * Where the money for a ramp is to be paid (`ISPEIPaymentInfo`, `ICOPPaymentInfo` or `ICryptoPaymentInfo`); made of the ramp's
 * id, so that it stays the same.
 * @returns undefined for what was paid in before
 */
export function paymentInfoFor(
	rampId: string,
	cashInMethod: string,
): Array<Record<string, string>> | undefined {
	if (isPreFund(cashInMethod)) return undefined;
	const hash = createHash('sha256').update(rampId).digest('hex');
	if (isCrypto(cashInMethod)) return [{ network: cashInMethod, address: `0x${hash.slice(0, 40)}` }];
	if (cashInMethod !== 'SPEI') return [{ url: `https://pay.sandbox.example/${rampId}` }];
	return [
		{
			network: 'SPEI',
			Bank: 'Sandbox Bank',
			Beneficiary: 'KillB Sandbox',
			CLABE: BigInt(`0x${hash}`).toString().slice(0, 18),
			concepto: `KILLB-${rampId.slice(0, 8).toUpperCase()}`,
		},
	];
}
