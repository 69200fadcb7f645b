import { into, itemsOf, type Placed, type Remark, textOf } from '../../foundation/index.ts';

export function* sampleRules(root: Placed): Generator<Remark> {
	for (const sample of itemsOf(root, 'samples')) {
		const size = into(sample, 'size');
		const margin = into(sample, 'margin');
		const strata = itemsOf(sample, 'strata');
		if (size.value === undefined && margin.value === undefined)
			yield {
				path: sample.path,
				text: 'This sample has no size. Write “size:” and how many records of each force, or “margin:” and how near the result has to be.',
			};
		if (size.value !== undefined && margin.value !== undefined)
			yield {
				path: margin.path,
				text: 'This sample has a size and a margin, and each decides how many records there are. Keep one of them.',
			};
		if (textOf(sample, 'method') === 'stratified' && strata.length === 0)
			yield {
				path: into(sample, 'method').path,
				text: 'A stratified sample is drawn from strata. Write “strata:” and a list of them, or choose another method.',
			};
		if (textOf(sample, 'method') !== 'stratified' && strata.length > 0)
			yield {
				path: into(sample, 'strata').path,
				text: 'Only a stratified sample has strata. Write “method: stratified”, or take them out.',
			};
		const sizes = strata.map((stratum) => into(stratum, 'size').value);
		const whole = sizes.reduce<number>((sum, one) => sum + (typeof one === 'number' ? one : 0), 0);
		const all = sizes.every((one) => typeof one === 'number');
		if (
			typeof size.value === 'number' &&
			(whole > size.value || (all && strata.length > 0 && whole < size.value))
		)
			yield {
				path: size.path,
				text: `The strata have ${whole} records between them, and the sample ${size.value}. Make the two agree.`,
			};
	}
}
