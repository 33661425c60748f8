import { lazy } from '../../../core/concurrency';

describe('a lazily loaded value', () => {
	it('is not loaded before it is used', () => {
		const load = jest.fn(async () => await Promise.resolve('part'));
		lazy(load);
		expect(load).not.toHaveBeenCalled();
	});

	it('is loaded once, also for concurrent callers', async () => {
		const load = jest.fn(async () => await Promise.resolve({}));
		const part = lazy(load);
		const [one, other] = await Promise.all([part(), part()]);
		expect(one).toBe(other);
		expect(await part()).toBe(one);
		expect(load).toHaveBeenCalledTimes(1);
	});

	it('is loaded again after a failure', async () => {
		const load = jest
			.fn<Promise<string>, []>()
			.mockRejectedValueOnce(new Error('no such file'))
			.mockResolvedValue('part');
		const part = lazy(load);
		await expect(part()).rejects.toThrow('no such file');
		await expect(part()).resolves.toBe('part');
	});
});
