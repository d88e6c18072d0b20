using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace LxdGen.Benchmarks.Report;

/// <summary>Draws each figure as a part of its reach.</summary>
internal static class Chart
{
    private const int Width = 1100;

    public static void Write(IReadOnlyList<Finding> findings, string file)
    {
        // Nothing is not drawn. The first row on top: a category axis counts from below.
        var shown = findings.Where(finding => finding.Ratio > 0).Reverse().ToList();
        var model = new PlotModel
        {
            Title = "Each figure as a part of its reach",
            Subtitle = "left of the line: met",
            Background = OxyColors.White,
            DefaultFont = "sans-serif",
            DefaultFontSize = 13,
            // By hand: without a screen the library takes text for narrower than it is.
            PlotMargins = new OxyThickness(440, double.NaN, 40, double.NaN),
            Padding = new OxyThickness(8, 24, 8, 8),
            PlotAreaBorderThickness = new OxyThickness(1, 0, 0, 1),
        };
        var names = new CategoryAxis { Position = AxisPosition.Left, GapWidth = 0.6, TickStyle = TickStyle.None };
        names.Labels.AddRange(shown.Select(finding => finding.Work));
        model.Axes.Add(names);
        model.Axes.Add(new LinearAxis
        {
            Position = AxisPosition.Bottom,
            Minimum = 0,
            Maximum = Math.Max(1.5, shown.Max(finding => finding.Ratio!.Value) * 1.12),
            MajorGridlineStyle = LineStyle.Dot,
            Title = "figure / reach",
        });
        var bars = new BarSeries { LabelFormatString = "{0:0.00}", LabelPlacement = LabelPlacement.Outside, LabelMargin = 14, StrokeThickness = 0 };
        bars.Items.AddRange(shown.Select(finding => new BarItem(finding.Ratio!.Value)
        {
            Color = finding.Ratio <= 1 ? OxyColor.FromRgb(0x2E, 0x7D, 0x5B) : OxyColor.FromRgb(0xC7, 0x5B, 0x12),
        }));
        model.Series.Add(bars);
        model.Annotations.Add(new LineAnnotation { Type = LineAnnotationType.Vertical, X = 1, Color = OxyColors.Black, LineStyle = LineStyle.Solid, StrokeThickness = 1.5 });
        using var stream = File.Create(file);
        new SvgExporter { Width = Width, Height = 130 + (36 * shown.Count) }.Export(model, stream);
    }
}
