import {
	isCardNumber,
	isCbu,
	isClabe,
	isCnpj,
	isCpf,
	isDamagedIban,
	nitCheckDigit,
} from '../../../core/checkDigits';
import { addressProblem } from '../../../core/walletAddress';

/**
 * Samples of KillB's specification, and the examples of this package's first forms, that break the
 * rules below. KillB's sandbox takes any plausible data (killb.md 9.5), so people try these first.
 */
const SAMPLES: ReadonlySet<string> = new Set([
	'12345678901', // PIX key of type CPF
	'0000003100012345678901', // CVU
	'0000003100025695', // CVU, in filters and updates
	'0x742d35Cc6634C0532925a3b8D5a4C3F2e2B7e4d', // wallet, 39 digits
	'0xAbCd1234567890abcdef1234567890abcdef1234', // wallet, in updates
	'900123456-1', // NIT
	'5204160000000004', // debit card
]);

/** Returns a check that lets KillB's own samples pass. */
const unlessSample =
	<Rest extends unknown[]>(check: (text: string, ...rest: Rest) => string | undefined) =>
	(text: string, ...rest: Rest): string | undefined =>
		SAMPLES.has(text) ? undefined : check(text, ...rest);

/** What all wrong check digits have in common, to follow the name of the field. */
const WRONG = 'has a wrong check digit: at least one character is wrong. Copy the number again';

export const clabeProblem = unlessSample((text) => (isClabe(text) ? undefined : WRONG));

export const cardProblem = unlessSample((text) => (isCardNumber(text) ? undefined : WRONG));

export const ibanProblem = unlessSample((text) => (isDamagedIban(text) ? WRONG : undefined));

/** CVU and CBU have one form. What has other characters than digits may be an alias. */
export const cvuProblem = unlessSample((text) => {
	if (!/^\d+$/.test(text)) return undefined;
	if (text.length !== 22) return `must be 22 digits, got "${text.slice(0, 40)}"`;
	return isCbu(text) ? undefined : WRONG;
});

/** @param network KillB's code; undefined where it is not known */
export const walletProblem = unlessSample((address, network?: string) =>
	addressProblem(address, network),
);

/** The inputs, of one form or of a group in another, that a check of a document looks at. */
interface DocumentInputs {
	documentType?: unknown;
	companyDocumentType?: unknown;
	accountDocumentType?: unknown;
	documentCountryCode?: unknown;
	type?: unknown;
	issuedCountryCode?: unknown;
}

/**
 * Checks the number of a CPF, of a CNPJ, and of a NIT of Colombia that is written with its check
 * digit. Bolivia, Guatemala and El Salvador have another NIT; without a dash nothing tells a check
 * digit from the number's last one.
 */
export const documentProblem = unlessSample((number, beside: DocumentInputs) => {
	const type =
		beside.documentType ?? beside.companyDocumentType ?? beside.accountDocumentType ?? beside.type;
	const country = String(beside.documentCountryCode ?? beside.issuedCountryCode ?? '').trim();
	if (type === 'CPF' || type === 'CNPJ') return brazilianProblem(number, type);
	const nit = /^(\d{5,15})-(\d)$/.exec(number.replace(/[.\s]/g, ''));
	if (type !== 'NIT' || country.toUpperCase() !== 'CO' || !nit) return undefined;
	const [, digits = '', given] = nit;
	const right = nitCheckDigit(digits);
	return given === right
		? undefined
		: `has the check digit ${given} after the dash, and that of ${digits} is ${right}. Copy the number again`;
});

/** Checks a CPF or CNPJ, with or without its usual punctuation. */
function brazilianProblem(number: string, type: 'CPF' | 'CNPJ'): string | undefined {
	const plain = number.replace(/[.\-/\s]/g, '').toUpperCase();
	const [length, isValid] = type === 'CPF' ? [11, isCpf] : [14, isCnpj];
	if (plain.length !== length) {
		return `must have ${length} characters without punctuation for a ${type}, got "${number.slice(0, 40)}"`;
	}
	return isValid(plain) ? undefined : WRONG;
}

/** Checks a PIX key that is a document; KillB documents no format of the others (killb.md 5). */
export const pixKeyProblem = unlessSample((key, { pixKeyType }: { pixKeyType?: unknown }) =>
	pixKeyType === 'CPF' || pixKeyType === 'CNPJ' ? brazilianProblem(key, pixKeyType) : undefined,
);
