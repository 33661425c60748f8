import * as kernelHost from '../../../core/kernelhost/remedies';
import * as killB from '../../../core/killb/remedies';

/**
 * Every word that an operator reads about a documented refusal; a change shows in review beside the
 * old words.
 */
describe('the words for refusals', () => {
	it.each(Object.entries(kernelHost))('of KernelHost, by %s', (_, table) => {
		expect(table).toMatchSnapshot();
	});

	it.each(Object.entries(killB))('of KillB, by %s', (_, table) => {
		expect(table).toMatchSnapshot();
	});
});
