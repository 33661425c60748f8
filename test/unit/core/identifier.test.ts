import { brazilianOf, digitsOf, ibanOf, phoneOf, withoutBlanks } from '../../../core/identifier';

it.each([
	[digitsOf, '032 180-00011835971 9', '032180000118359719'],
	[digitsOf, '\u00a0032180\u2013000118359719\u200b', '032180000118359719'],
	[digitsOf, ' mi.alias ', 'mi.alias'],
	[digitsOf, '-5', '-5'],
	[digitsOf, '12 34x', '12 34x'],
	[ibanOf, 'gb29 NWBK 6016-1331 9268 19', 'GB29NWBK60161331926819'],
	[withoutBlanks, ' 102 030 49', '10203049'],
	[withoutBlanks, '01-234', '01-234'],
	[phoneOf, '+57 (601) 555-5555', '+576015555555'],
	[phoneOf, '+57.601.555/5555', '+576015555555'],
	[phoneOf, '300 123 4567', '3001234567'],
	[phoneOf, '(601) 555 5555', '6015555555'],
	[phoneOf, '+49 (0) 30 1234567', '+49 (0) 30 1234567'],
	[phoneOf, ' ext. 5 ', 'ext. 5'],
	[brazilianOf, '390.533.447-05', '39053344705'],
	[brazilianOf, '16.727.230/0001-97', '16727230000197'],
	[brazilianOf, '12.abc.345/01DE-35', '12ABC34501DE35'],
	[brazilianOf, ' 123e4567-e89b-12d3-a456-426614174000', '123e4567-e89b-12d3-a456-426614174000'],
])('%p makes %j to %j', (clean, text, expected) => {
	expect(clean(text)).toBe(expected);
});
