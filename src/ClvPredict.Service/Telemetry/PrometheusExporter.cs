using System.Globalization;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace ClvPredict.Service.Telemetry;

/// <summary>Writes metrics in the text exposition format of Prometheus, version 0.0.4.</summary>
[ExportModes(ExportModes.Pull)]
internal sealed class PrometheusExporter : BaseExporter<Metric>, IPullMetricExporter
{
    public const string MediaType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Collects and exports; set by the reader.</summary>
    public Func<int, bool>? Collect { get; set; }

    /// <summary>What was exported last.</summary>
    public string Text { get; private set; } = "";

    public override ExportResult Export(in Batch<Metric> batch)
    {
        var text = new StringBuilder();
        foreach (var metric in batch)
            Write(text, metric);
        Text = text.ToString();
        return ExportResult.Success;
    }

    private static void Write(StringBuilder text, Metric metric)
    {
        var isCounter = metric.MetricType is MetricType.LongSum or MetricType.DoubleSum;
        var kind =
            metric.MetricType == MetricType.Histogram ? "histogram"
            : isCounter ? "counter"
            : "gauge";
        var name = Name(metric.Name, metric.Unit, isCounter);
        Line(text, $"# HELP {name} {Escape(metric.Description, quotes: false)}");
        Line(text, $"# TYPE {name} {kind}");
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            if (metric.MetricType == MetricType.Histogram)
                WriteHistogram(text, name, point);
            else
                Line(text, $"{name}{Labels(point, null)} {Number(Value(metric, point))}");
        }
    }

    private static void WriteHistogram(StringBuilder text, string name, in MetricPoint point)
    {
        var count = 0L;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            count += bucket.BucketCount;
            Line(text, $"{name}_bucket{Labels(point, Number(bucket.ExplicitBound))} {count}");
        }
        Line(text, $"{name}_sum{Labels(point, null)} {Number(point.GetHistogramSum())}");
        Line(text, $"{name}_count{Labels(point, null)} {point.GetHistogramCount()}");
    }

    private static double Value(Metric metric, in MetricPoint point) =>
        metric.MetricType switch
        {
            MetricType.LongSum or MetricType.LongSumNonMonotonic => point.GetSumLong(),
            MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => point.GetSumDouble(),
            MetricType.LongGauge => point.GetGaugeLastValueLong(),
            MetricType.DoubleGauge => point.GetGaugeLastValueDouble(),
            _ => double.NaN,
        };

    // As OpenTelemetry's rules for Prometheus say: points become _, the unit is part of the name, and counters end in _total.
    private static string Name(string name, string unit, bool isCounter)
    {
        var text = new StringBuilder(name.Replace('.', '_'));
        var suffix = unit switch
        {
            "s" => "_seconds",
            "By" => "_bytes",
            _ => "",
        };
        if (!name.EndsWith(suffix, StringComparison.Ordinal))
            text.Append(suffix);
        if (isCounter)
            text.Append("_total");
        return text.ToString();
    }

    private static string Labels(in MetricPoint point, string? bound)
    {
        var labels = new StringBuilder();
        foreach (var tag in point.Tags)
        {
            labels.Append(labels.Length == 0 ? '{' : ',');
            labels.Append(tag.Key.Replace('.', '_')).Append("=\"");
            labels.Append(
                Escape(
                    Convert.ToString(tag.Value, CultureInfo.InvariantCulture) ?? "",
                    quotes: true
                )
            );
            labels.Append('"');
        }
        if (bound is not null)
            labels.Append(labels.Length == 0 ? '{' : ',').Append("le=\"").Append(bound).Append('"');
        return labels.Length == 0 ? "" : labels.Append('}').ToString();
    }

    private static string Escape(string text, bool quotes)
    {
        var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);
        return quotes ? escaped.Replace("\"", "\\\"", StringComparison.Ordinal) : escaped;
    }

    private static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf"
        : double.IsNegativeInfinity(value) ? "-Inf"
        : value.ToString("R", CultureInfo.InvariantCulture);

    private static void Line(StringBuilder text, FormattableString line) =>
        text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
