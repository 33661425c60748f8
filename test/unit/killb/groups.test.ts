import { investmentProfile } from '../../../nodes/KillB/data/investmentProfile';
import { companyKycProfile, personKycProfile } from '../../../nodes/KillB/data/kycProfile';
import { personDocument } from '../../../nodes/KillB/data/personDocument';

const KYC = { fundsSendReceiveJurisdictions: ['CO', 'MX'], engageInActivities: ['NONE'] };
const PASSPORT = { type: 'PASSPORT', number: 'GE04292393', issuedCountryCode: 'CO' };

describe('a group of fields', () => {
	it('is left out if nothing in it is filled in', () => {
		const nothing = [
			undefined,
			null,
			'',
			{},
			{ values: {} },
			{ values: { engageInActivities: [] } },
		];
		for (const raw of nothing) expect(personKycProfile.read(raw, 'KYC')).toBeUndefined();
	});

	it('is read from the form, and as the object itself', () => {
		expect(personKycProfile.read({ values: KYC }, 'KYC')).toEqual(KYC);
		expect(personKycProfile.read(KYC, 'KYC')).toEqual(KYC);
	});

	it('names everything that is missing once something is filled in', () => {
		expect(() => companyKycProfile.read({ values: KYC }, 'KYC Profile')).toThrow(
			'KYC Profile is incomplete: Regulated Status, Description of Business Nature are missing. Fill in all of it or leave it empty',
		);
		expect(() => investmentProfile.read({ totalAssets: 'UPTO_10K' }, 'P')).toThrow(
			/^P is incomplete: (\w[\w. ]+, ){11}\w[\w. ]+ are missing/,
		);
		expect(() =>
			personKycProfile.read({ engageInActivities: ['NONE'], x: 1 }, 'KYC Profile'),
		).toThrow('KYC Profile is incomplete: Jurisdictions of Funds is missing.');
	});

	it('rejects a value that is not an object, and values outside a list', () => {
		for (const raw of ['text', 5, ['list']]) {
			expect(() => personKycProfile.read(raw, 'KYC')).toThrow('KYC must be an object');
		}
		expect(() =>
			personKycProfile.read({ ...KYC, engageInActivities: 'NONE, CHESS' }, 'KYC'),
		).toThrow(/^KYC › Activities must be one or more of NONE, .*, got "CHESS"$/);
		expect(() => personDocument.read({ ...PASSPORT, type: 'CC' }, 'D')).toThrow(
			/^D › Type must be one of .*"CC"$/,
		);
	});

	it('requires and accepts the extra members of a document only with the type that has them', () => {
		const ine = { cic: '1111111111', identificadorCiudadano: '1234567890' };
		const ife = { ocr: '1111111111', numeroEmision: '01' };
		expect(personDocument.read({ ...PASSPORT, ...ine, ...ife }, 'D')).toEqual(PASSPORT);
		const withIne = { ...PASSPORT, type: 'INE', ...ine };
		expect(personDocument.read({ ...withIne, ...ife }, 'D')).toEqual(withIne);
		const withIfe = { ...PASSPORT, type: 'IFE', ...ife };
		expect(personDocument.read({ ...withIfe, ...ine }, 'D')).toEqual(withIfe);
		expect(() => personDocument.read({ ...PASSPORT, type: 'INE' }, 'D')).toThrow(
			'D is incomplete: CIC, Identificador Del Ciudadano are missing',
		);
	});

	it('sends the day of a date without its time', () => {
		const read = personDocument.read(
			{ ...PASSPORT, expeditionDate: '2020-02-29T23:00:00.000-05:00' },
			'D',
		);
		expect(read?.expeditionDate).toBe('2020-02-29');
	});
});
