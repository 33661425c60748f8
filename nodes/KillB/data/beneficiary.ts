import { choice, fixed } from '../../shared/operation';
import { RAILS } from './accounts';
import { holderWithAnyPhone } from './accounts/holder';
import type { Rail } from './accounts/rail';

/**
 * What a payout goes to, by the type of its beneficiary: the fields are those of the account
 * (BeneficiaryDto).
 */
export const BENEFICIARY_RAILS = {
	BANK: { ...RAILS.PSE, holder: holderWithAnyPhone },
	BREB: { ...RAILS.BREB, holder: holderWithAnyPhone },
} satisfies Record<string, Rail>;

/** The choice by which the whole beneficiary comes as JSON. */
export const AS_JSON = 'json';

/**
 * The type of a payout's beneficiary. The specification has BANK and BREB; a guide says PSE for
 * BANK, and an older page ACH_CO (killb.md 8). The JSON way sends those as well.
 */
export const beneficiaryType = fixed(
	choice({
		displayName: 'Beneficiary Type',
		description:
			'How the money reaches the receiver. It decides what is required, so it takes no expression: use one node for each.',
		options: [
			{ name: 'Bank Account (Colombia)', value: 'BANK' },
			{ name: RAILS.BREB.name, value: 'BREB' },
			{
				name: 'As JSON',
				value: AS_JSON,
				description: 'The whole beneficiary under KillB’s own names, with any type',
			},
		],
		default: 'BANK',
	}),
);
