import * as kernelHost from '../../../core/kernelhost/remedies';
import * as killB from '../../../core/killb/remedies';

/**
 * Every text that a user reads about a documented rejection; the diff of a change shows the old
 * text next to the new one.
 */
describe('the texts of rejections', () => {
	it.each(Object.entries(kernelHost))('of KernelHost, by %s', (_, table) => {
		expect(table).toMatchSnapshot();
	});

	it.each(Object.entries(killB))('of KillB, by %s', (_, table) => {
		expect(table).toMatchSnapshot();
	});
});
