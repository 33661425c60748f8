import { createHash } from 'node:crypto';
import { keccak_256 } from '@noble/hashes/sha3.js';
import { base32nopad, base58, createBase58check } from '@scure/base';

/** Blockchains whose addresses have the same form. */
interface Family {
	/** as users call them */
	name: string;
	/** KillB's networks (killb.md 5 and 7) */
	networks: readonly string[];
	/** whether its addresses have a checksum */
	hasChecksum: boolean;
	/** the form, to complete "must be …" */
	form: string;
	/** whether an address has the form, whatever its checksum */
	matches: RegExp;
	/** whether the checksum is right, or the length where the form has none */
	isValid: (address: string) => boolean;
}

const base58check = createBase58check((data: Uint8Array) =>
	createHash('sha256').update(data).digest(),
);

const FAMILIES: readonly Family[] = [
	{
		name: 'Ethereum, Polygon and BNB Smart Chain',
		networks: ['POLYGON', 'BSC'],
		hasChecksum: true,
		form: '0x and 40 hexadecimal digits',
		matches: /^0x[\da-fA-F]{40}$/,
		isValid: isEvm,
	},
	{
		name: 'Tron',
		networks: ['TRON'],
		hasChecksum: true,
		form: 'T and 33 letters and digits',
		matches: /^T[1-9A-HJ-NP-Za-km-z]{33}$/,
		isValid: (address) => bytesOf(() => base58check.decode(address))?.at(0) === TRON_MAINNET,
	},
	{
		name: 'Solana',
		networks: ['SOLANA'],
		hasChecksum: false,
		form: '32 to 44 letters and digits without 0, O, I and l',
		matches: /^[1-9A-HJ-NP-Za-km-z]{32,44}$/,
		isValid: (address) => bytesOf(() => base58.decode(address))?.length === 32,
	},
	{
		name: 'Stellar',
		networks: [],
		hasChecksum: true,
		form: 'G and 55 letters and digits',
		matches: /^(?:G[A-Z2-7]{55}|M[A-Z2-7]{68})$/,
		isValid: isStellar,
	},
];

/** The first byte of an address of Tron's main network (Tron's developer guide, "Account"). */
const TRON_MAINNET = 0x41;

/** Tron's other notation: the same bytes in hexadecimal digits, without a checksum. */
const TRON_HEXADECIMAL = /^41[\da-fA-F]{40}$/;

/**
 * Returns what is certainly wrong with a wallet's address, to follow the name of its field;
 * undefined if nothing is.
 * @param network KillB's code. Without one only a wrong checksum is certain; every address of a
 *   network that is not known is accepted.
 */
export function addressProblem(address: string, network?: string): string | undefined {
	const actual = FAMILIES.find((family) => isOf(family, address));
	if (network === undefined) {
		return actual
			? undefined
			: damage(
					FAMILIES.filter(({ hasChecksum }) => hasChecksum),
					address,
				);
	}
	const wanted = FAMILIES.find(({ networks }) => networks.includes(network));
	if (wanted === undefined || wanted === actual) return undefined;
	if (wanted.name === 'Tron' && TRON_HEXADECIMAL.test(address)) return undefined;
	if (actual) return `is an address of ${actual.name}, and the chosen network is another one`;
	return (
		damage([wanted], address) ??
		`must be an address of ${wanted.name} (${wanted.form}), got "${address.slice(0, 80)}"`
	);
}

function damage(families: readonly Family[], address: string): string | undefined {
	const family = families.find(({ matches }) => matches.test(address));
	return (
		family &&
		`is not a valid address of ${family.name}: a character is wrong or missing. Copy it again`
	);
}

function isOf({ matches, isValid }: Family, address: string): boolean {
	return matches.test(address) && isValid(address);
}

/** Returns the bytes of a text in another base; undefined if its alphabet or checksum is wrong. */
function bytesOf(decode: () => Uint8Array): Uint8Array | undefined {
	try {
		return decode();
	} catch {
		return undefined;
	}
}

/**
 * EIP-55: upper and lower case are a checksum. An address in one case has none. It misses about one
 * wrong character in 4,000.
 */
function isEvm(address: string): boolean {
	const digits = address.slice(2);
	if (digits === digits.toLowerCase() || digits === digits.toUpperCase()) return true;
	const hash = Buffer.from(keccak_256(Buffer.from(digits.toLowerCase(), 'latin1'))).toString('hex');
	return [...digits].every((digit, index) => {
		const isUpper = parseInt(hash.charAt(index), 16) >= 8;
		return digit === (isUpper ? digit.toUpperCase() : digit.toLowerCase());
	});
}

/** StrKey of Stellar (SEP-23): the last two bytes are a CRC-16 of the others. */
function isStellar(address: string): boolean {
	const bytes = bytesOf(() => base32nopad.decode(address));
	if (bytes === undefined) return false;
	const content = bytes.subarray(0, -2);
	return crc16(content) === (bytes.at(-2) ?? 0) + (bytes.at(-1) ?? 0) * 256;
}

/** CRC-16/XMODEM, which SEP-23 prescribes. */
function crc16(bytes: Uint8Array): number {
	let crc = 0;
	for (const byte of bytes) {
		crc ^= byte << 8;
		for (let bit = 0; bit < 8; bit++) crc = ((crc << 1) ^ (crc & 0x8000 ? 0x1021 : 0)) & 0xffff;
	}
	return crc;
}
