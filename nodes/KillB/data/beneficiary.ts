import { choice, fixed } from '../../shared/operation';
import { RAILS } from './accounts';
import { holderWithAnyPhone } from './accounts/holder';
import type { Rail } from './accounts/rail';

/**
 * The rails of a payout, by its beneficiary type: the fields are those of the account
 * (BeneficiaryDto).
 */
export const BENEFICIARY_RAILS = {
	BANK: { ...RAILS.PSE, holder: holderWithAnyPhone },
	BREB: { ...RAILS.BREB, holder: holderWithAnyPhone },
} satisfies Record<string, Rail>;

/** The option to enter the whole beneficiary as JSON. */
export const AS_JSON = 'json';

/**
 * The type of a payout's beneficiary. The specification has BANK and BREB; a guide says PSE for
 * BANK, and an older page ACH_CO (killb.md 8). The JSON option sends those as well.
 */
export const beneficiaryType = fixed(
	choice({
		displayName: 'Beneficiary Type',
		description:
			'How the money reaches the receiver. It determines the fields, so it takes no expression: use one node per type.',
		options: [
			{ name: 'Bank Account (Colombia)', value: 'BANK' },
			{ name: RAILS.BREB.name, value: 'BREB' },
			{
				name: 'As JSON',
				value: AS_JSON,
				description: 'The whole beneficiary with KillB’s field names, of any type',
			},
		],
		default: 'BANK',
	}),
);
