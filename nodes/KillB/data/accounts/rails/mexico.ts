import { digitsOf } from '../../../../../core/identifier';
import {
	optional,
	requiredChoice,
	unmarked,
	unmarkedText,
	when,
} from '../../../../shared/operation';
import { clabeProblem, cardProblem } from '../../checkDigits';
import { METHODS } from '../../methods';
import { bankCode, country, documentChanges } from '../details';
import { holder, personExtras } from '../holder';
import { fills, type Rail } from '../rail';

const ofType = (type: string) => ({ clabeType: [type] });

/** Digits only, in the documented number (killb.md 5). */
const digits = (count: number, example: string) => ({
	clean: digitsOf,
	pattern: { matches: new RegExp(`^\\d{${count}}$`), says: `${count} digits` },
	placeholder: `e.g. ${example}`,
});

const clabe = unmarkedText({
	displayName: 'CLABE',
	description: 'Clave Bancaria Estandarizada of the account, 18 digits; required',
	...digits(18, '646180157000000004'),
	check: clabeProblem,
});

const debitCardNumber = unmarkedText({
	displayName: 'Debit Card Number',
	description: 'Number of the debit card, 16 digits; required',
	...digits(16, '5204160000000005'),
	check: cardProblem,
});

const clabePhoneNumber = unmarkedText({
	displayName: 'Phone Number of Account',
	description: 'Phone number linked to the account, 10 digits; required',
	...digits(10, '5512345678'),
});

/** SpeiAccountDto. `clabe` holds one of three things, and `clabeType` says which. */
export const SPEI = {
	name: METHODS.SPEI,
	holder,
	country: country('MX'),
	details: {
		clabeType: requiredChoice({
			displayName: 'Account Identifier',
			description:
				'How the account is identified. A debit card or phone number also needs its bank.',
			options: [
				{ name: 'CLABE', value: 'CLABE' },
				{ name: 'Debit Card', value: 'DEBIT_CARD' },
				{ name: 'Phone Number', value: 'PHONE_NUMBER' },
			],
			default: 'CLABE',
		}),
		clabe: when(ofType('CLABE'), clabe),
		debitCardNumber: fills('clabe', when(ofType('DEBIT_CARD'), debitCardNumber)),
		clabePhoneNumber: fills('clabe', when(ofType('PHONE_NUMBER'), clabePhoneNumber)),
		clabeBankCode: fills(
			'bankCode',
			when({ clabeType: ['DEBIT_CARD', 'PHONE_NUMBER'] }, unmarked(bankCode)),
		),
	},
	optional: personExtras,
	changes: {
		// KillB does not allow changing the bank.
		optional: {
			clabe: { ...optional(clabe), along: { clabeType: 'CLABE' } },
			debitCardNumber: {
				...fills('clabe', optional(debitCardNumber)),
				along: { clabeType: 'DEBIT_CARD' },
			},
			clabePhoneNumber: {
				...fills('clabe', optional(clabePhoneNumber)),
				along: { clabeType: 'PHONE_NUMBER' },
			},
			...documentChanges,
		},
	},
} satisfies Rail;
