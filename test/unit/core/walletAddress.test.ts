import * as fc from 'fast-check';
import { addressProblem } from '../../../core/walletAddress';

/** Addresses from public documents. */
const EVM = [
	// EIP-55
	'0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
	'0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359',
	'0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB',
	'0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb',
	'0x52908400098527886E0F7030069857D2E4169EE7',
	'0xde709f2102306220921060314715629080e2fb77',
	// the form's example
	'0x742d35Cc6634C0532925a3b844Bc454e4438f44e',
];
/** The contracts of USDT and USDC on Tron, which Tether and Circle publish. */
const TRON = ['TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t', 'TEkxiTehnzSmSe2XqrBj4w32RUN966rdz8'];
/** The mint of USDC on Solana, which Circle publishes, and Solana's system program. */
const SOLANA = ['EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v', '11111111111111111111111111111111'];
/** SEP-23 */
const STELLAR = [
	'GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZ',
	'MA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUAAAAAAAAAAAACJUQ',
];

it.each([
	...EVM.flatMap((address) => [
		['POLYGON', address],
		['BSC', address],
		['BSC', address.toLowerCase()],
	]),
	...TRON.map((address) => ['TRON', address]),
	['TRON', '41a614f803b6fd780986a42c78ec9c7f77e6ded13c'],
	...SOLANA.map((address) => ['SOLANA', address]),
	['ONE_THAT_KILLB_ADDS', 'whatever'],
	...[...EVM, ...TRON, ...SOLANA].map((address) => [undefined, address]),
	// Bitcoin's first one: an account may hold BTC.
	[undefined, '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa'],
])('accepts for %s the address %s', (network, address) => {
	expect(addressProblem(address ?? '', network)).toBeUndefined();
});

it.each([
	['TRON', EVM[0], 'is an address of Ethereum, Polygon and BNB Smart Chain, and the chosen'],
	['POLYGON', TRON[0], 'is an address of Tron, and the chosen network is another one'],
	['SOLANA', TRON[0], 'is an address of Tron, and the chosen network is another one'],
	['BSC', SOLANA[0], 'is an address of Solana, and the chosen network is another one'],
	['TRON', STELLAR[0], 'is an address of Stellar, and the chosen network is another one'],
	['BSC', STELLAR[1], 'is an address of Stellar, and the chosen network is another one'],
	[undefined, 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6T', 'is not a valid address of Tron'],
	[
		'POLYGON',
		'0x12',
		'must be an address of Ethereum, Polygon and BNB Smart Chain (0x and 40 hexadecimal digits)',
	],
	['TRON', '41a614', 'must be an address of Tron (T and 33 letters and digits), got "41a614"'],
	[
		'POLYGON',
		'0x5aAeb6053F3E94C9b9A09f33669435E7Ef1Beaed',
		'is not a valid address of Ethereum, Polygon and BNB Smart Chain: a character is wrong',
	],
	['TRON', 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6T', 'is not a valid address of Tron: a character is'],
	['SOLANA', 'z'.repeat(44), 'is not a valid address of Solana: a character is wrong or missing'],
])('says for %s that %s is wrong: %s', (network, address, problem) => {
	expect(addressProblem(address ?? '', network)).toContain(problem);
});

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** Replaces one character by another one of an alphabet. */
const oneCharacterWrong = (address: string, alphabet: string, from = 0) =>
	fc
		.tuple(fc.integer({ min: from, max: address.length - 1 }), fc.constantFrom(...alphabet))
		.map(([place, other]) => address.slice(0, place) + other + address.slice(place + 1))
		.filter((changed) => changed !== address);

it('catches one wrong character of a Tron address', () => {
	fc.assert(
		fc.property(oneCharacterWrong(TRON[0] ?? '', BASE58), (changed) => {
			expect(addressProblem(changed, 'TRON')).toBeDefined();
		}),
	);
});

it('recognises no Stellar address with one wrong character', () => {
	const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
	fc.assert(
		fc.property(oneCharacterWrong(STELLAR[0] ?? '', alphabet), (changed) => {
			expect(addressProblem(changed, 'TRON')).toMatch(/^must be/);
		}),
	);
});

it('catches one letter in the wrong case of an EVM address', () => {
	const address = EVM[0] ?? '';
	for (let place = 2; place < address.length; place++) {
		const letter = address.charAt(place);
		const other = letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase();
		if (other === letter) continue;
		const changed = address.slice(0, place) + other + address.slice(place + 1);
		expect(addressProblem(changed, 'POLYGON')).toContain('is not a valid address');
	}
});

it('takes any text', () => {
	fc.assert(
		fc.property(
			fc.string({ unit: 'binary' }),
			fc.constantFrom('POLYGON', 'BSC', 'TRON', 'SOLANA'),
			(text, network) => expect(typeof addressProblem(text, network)).toBe('string'),
		),
	);
});
