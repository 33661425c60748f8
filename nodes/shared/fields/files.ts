import { requiredText } from './textField';

/** The field of an item that holds the file to send. */
export const inputFile = requiredText({
	displayName: 'Input Binary Field',
	hint: 'The name of the input binary field containing the file to send',
	default: 'data',
});

/** The field of the result that the file goes into. */
export const outputFile = requiredText({
	displayName: 'Put Output File in Field',
	hint: 'The name of the output binary field to put the file in',
	default: 'data',
});
