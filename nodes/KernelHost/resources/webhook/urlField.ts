import { text } from '../../../shared/operation';

/** Named assumption: the JSON field that carries the address is not documented (kernelhost.md 4.1). */
export const ASSUMED_URL_FIELD = 'url';

/** Lets a person correct the assumption. */
export const urlField = text({
	displayName: 'Name of the URL Field',
	description:
		'The JSON field that carries the address. KernelHost does not document it; change it if the API refuses the input.',
	default: ASSUMED_URL_FIELD,
});
