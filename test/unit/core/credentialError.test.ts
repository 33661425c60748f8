import { errorOfCredential, recordingError } from '../../../core/concurrency';

/** Calls a credential for a request, by its copy. */
async function call(copy: object, method: () => void): Promise<void> {
	await recordingError(copy, async () => method()).catch(() => undefined);
}

describe('the error of a credential', () => {
	const error = new Error('not now');
	const fail = () => {
		throw error;
	};

	it('is passed on, and known by the copy of the credential', async () => {
		const copy = {};
		await expect(recordingError(copy, async () => fail())).rejects.toBe(error);
		expect(errorOfCredential(copy)).toBe(error);
	});

	it('is forgotten once the credential was called again for the request', async () => {
		const copy = {};
		await call(copy, fail);
		await call(copy, () => undefined);
		expect(errorOfCredential(copy)).toBeUndefined();
	});

	it('says nothing about another request', async () => {
		await call({}, fail);
		expect(errorOfCredential({})).toBeUndefined();
	});
});
