using System.CommandLine;
using System.Globalization;
using System.Text;
using ClvPredict.Decisions.Forecasting;

namespace ClvPredict.Cli.Verbs;

/// <summary>clv forecast: revenue, orders and active customers by month.</summary>
internal static class ForecastVerb
{
    public static Command Create()
    {
        var input = new ScoringInput();
        var months = new Option<int>("--months")
        {
            Description = "Months ahead, 1 to 60.",
            DefaultValueFactory = _ => new ForecastOptions().Months,
            CustomParser = r => CommonOptions.Number(r, 1, 60),
        };
        var file = new Option<string?>("--out")
        {
            Description = "The months, one row each (.csv or .parquet).",
        };
        var json = CommonOptions.Json();
        var verb = new Command(
            "forecast",
            "Revenue, orders and active customers of today's customers by month, with ranges (docs/economics.md)."
        );
        input.AddTo(verb);
        verb.Add(months);
        verb.Add(file);
        verb.Add(json);
        verb.SetAction(
            (parse, cancellationToken) =>
            {
                var output = new Output(parse.GetValue(json));
                var path = parse.GetValue(file) is { } f ? OutputFiles.RequireTable(f) : null;
                var scored = input.Score(parse, output, path, null, cancellationToken);
                var report = RevenueForecast.Compute(
                    scored.Orders.Customers,
                    scored.Scores,
                    scored.Scorer.Model,
                    new ForecastOptions { Months = parse.GetValue(months) },
                    input.Threads(parse),
                    cancellationToken
                );
                if (path is not null)
                    ForecastFile.Write(report, path);
                output.Result(report, () => Text(report));
                return Task.FromResult(ExitCodes.Done);
            }
        );
        return verb;
    }

    private static string Text(ForecastReport report)
    {
        var text = new StringBuilder();
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"{report.Coverage:P0} ranges{(report.Currency.Length > 0 ? ", money in " + report.Currency : "")}; * beyond the model's horizon of {report.Horizon}"
        );
        text.AppendLine(
            "month from            revenue              range          orders       range      active customers"
        );
        foreach (var month in report.Months)
            Row(text, month, month.Month.ToString(CultureInfo.InvariantCulture));
        Row(text, report.Total, "all");
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"in {report.Horizon}      {report.RevenueInHorizon, 14:N2}, as predicted for the horizon"
        );
        text.AppendLine(report.Note);
        text.Append(report.SeasonNote);
        return text.ToString();
    }

    private static void Row(StringBuilder text, ForecastWindow w, string name) =>
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"{name, 5} {w.Start:yyyy-MM-dd} {w.Revenue, 14:N2} {w.RevenueLow, 13:N0} - {w.RevenueHigh, -12:N0} {w.Orders, 9:N1} {w.OrdersLow, 7:N0} - {w.OrdersHigh, -7:N0} {w.ActiveCustomers, 8:N1} {w.ActiveCustomersLow, 6:N0} - {w.ActiveCustomersHigh:N0}{(w.IsBeyondHorizon ? " *" : "")}"
        );
}
