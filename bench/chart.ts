import * as echarts from 'echarts';
import type { Section, Series } from './bench';
import { summaryOf } from './statistics';

const WIDTH = 760;
const COLOURS = ['#2563a8', '#b45309', '#4d7c0f', '#7e22ce', '#475569', '#be185d'];
const [OURS, , , , OTHERS] = COLOURS;
/** Readable on light and dark pages: the chart has its own white background. */
const STYLE = {
	animation: false,
	backgroundColor: '#ffffff',
	color: COLOURS,
	textStyle: { fontFamily: 'sans-serif', fontSize: 13, color: '#1f2937' },
};

/**
 * Draws a section's chart as SVG: bars of the medians with the range of the rounds, or lines over
 * the varied parameter.
 */
export function chartOf(section: Section): string {
	const height = section.along ? 360 : 90 + 46 * section.series.length;
	const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
	chart.setOption({ ...STYLE, ...(section.along ? lines(section, section.along) : bars(section)) });
	const svg = chart.renderToSVGString();
	chart.dispose();
	return `${svg}\n`;
}

function bars({ unit, series }: Section): echarts.EChartsCoreOption {
	const summaries = series.map(summaryOf);
	return {
		grid: { left: 12, right: 70, top: 12, bottom: 40, containLabel: true },
		xAxis: {
			type: 'value',
			name: unit,
			nameLocation: 'middle',
			nameGap: 26,
			// The ranges are custom-drawn, so the axis does not account for them.
			max: ({ max }: { max: number }) =>
				Math.max(max, ...summaries.map(({ highest }) => highest)) * 1.02,
			axisLabel: { showMaxLabel: false },
		},
		yAxis: { type: 'category', inverse: true, data: series.map(({ name }) => wrapped(name)) },
		series: [
			{
				type: 'bar',
				barWidth: 20,
				data: summaries.map(({ median }, index) => ({
					value: median,
					itemStyle: { color: index === 0 ? OURS : OTHERS },
				})),
				label: {
					show: true,
					position: 'insideLeft',
					color: '#ffffff',
					formatter: ({ value }: { value: number }) => figure(value),
				},
			},
			{
				type: 'custom',
				silent: true,
				data: summaries.map(({ lowest, highest }, index) => [index, lowest, highest]),
				renderItem: spanOf,
			},
		],
	};
}

/** Draws the range from the lowest to the highest round. */
const spanOf: echarts.CustomSeriesRenderItem = (_parameters, api) => {
	const at = (value: number) => api.coord([value, api.value(0)]) as [number, number];
	const [left, y] = at(Number(api.value(1)));
	const [right] = at(Number(api.value(2)));
	const style = { stroke: '#111827', lineWidth: 1.5 };
	const line = (x1: number, y1: number, x2: number, y2: number) =>
		({ type: 'line', shape: { x1, y1, x2, y2 }, style }) as const;
	return {
		type: 'group',
		children: [
			line(left, y, right, y),
			line(left, y - 5, left, y + 5),
			line(right, y - 5, right, y + 5),
		],
	};
};

function lines(
	{ unit, series }: Section,
	{ name, values }: NonNullable<Section['along']>,
): echarts.EChartsCoreOption {
	return {
		grid: { left: 48, right: 24, top: 60, bottom: 44, containLabel: true },
		legend: { top: 4 },
		xAxis: { type: 'log', name, nameLocation: 'middle', nameGap: 28 },
		yAxis: { type: 'value', name: unit, nameLocation: 'middle', nameGap: 40 },
		series: series.map((one: Series) => ({
			type: 'line',
			name: one.name,
			data: one.samples.map((sample, index) => [values[index], sample]),
		})),
	};
}

/** Wraps long names into lines of about thirty letters. */
function wrapped(name: string): string {
	return name.replace(/(.{18,30}?) /g, '$1\n');
}

/** Formats a value with three significant digits. */
export function figure(value: number): string {
	return Math.abs(value) >= 100
		? Math.round(value).toLocaleString('en')
		: String(Number(value.toPrecision(3)));
}
