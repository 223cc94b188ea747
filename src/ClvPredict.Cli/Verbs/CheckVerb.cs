using System.CommandLine;
using System.Globalization;
using System.Text;
using ClvPredict.Data;

namespace ClvPredict.Cli.Verbs;

/// <summary>clv check: what the data holds, what is wrong with it, and whether it is enough.</summary>
internal static class CheckVerb
{
    public static Command Create()
    {
        var input = new OrderInput();
        var horizon = CommonOptions.Horizon();
        var json = CommonOptions.Json();
        var verb = new Command(
            "check",
            "Say what an order history holds, what is wrong with it, and whether it is enough for the horizon."
        );
        input.AddTo(verb);
        verb.Add(horizon);
        verb.Add(json);
        verb.SetAction(
            (parse, cancellationToken) =>
            {
                var output = new Output(parse.GetValue(json));
                var log = input.Read(parse, output, null, cancellationToken);
                var customers = CustomerHistories.Build(log.Orders, cancellationToken);
                var summary = HistorySummary.Of(customers);
                var costs = CostSummary.Of(log.Orders, summary.LastDay.AddDays(1));
                var sufficiency = Sufficiency.Of(customers, parse.GetValue(horizon));
                output.Result(
                    new
                    {
                        Ingest = log.Report,
                        Histories = summary,
                        Costs = costs,
                        Sufficiency = sufficiency,
                    },
                    () => Describe(log.Report, summary, costs, sufficiency)
                );
                return Task.FromResult(ExitCodes.Done);
            }
        );
        return verb;
    }

    private static string Describe(
        IngestReport report,
        HistorySummary summary,
        CostSummary? costs,
        Sufficiency sufficiency
    )
    {
        var text = new StringBuilder();
        void Line(FormattableString line) =>
            text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
        void Money(string name, Ledger ledger) =>
            Line(
                $"{name, -22} gross {Units(ledger.GrossMinor):N2}, returns {Units(ledger.ReturnsMinor):N2}, net {Units(ledger.NetMinor):N2}"
            );
        static double Units(long minor) => Data.Money.ToUnits(minor);

        Line($"sources                {string.Join(' ', report.Sources)}");
        Line(
            $"columns                {string.Join(", ", report.Columns.Select(c => c.Key == c.Value ? c.Key : $"{c.Key} = {c.Value}"))}"
        );
        Line($"dates                  {report.DateFormat}");
        Line($"export                 {report.Export}");
        if (report.From is not null || report.Before is not null)
            Line(
                $"days asked for         {(report.From is { } from ? $"from {from:yyyy-MM-dd} " : "")}{(report.Before is { } before ? $"before {before:yyyy-MM-dd}" : "")}"
            );
        if (report.Shard is { } shard)
            Line($"customers asked for    shard {shard.Number} of {shard.Count}");
        if (report.LinesSkipped > 0)
            Line(
                $"lines not read         {report.LinesSkipped:N0} in row groups outside the days asked for; in no sum"
            );
        Line($"lines read             {report.LinesRead:N0}");
        Line($"  used                 {report.LinesUsed:N0}");
        Line($"  without customer     {report.LinesWithoutCustomer:N0}");
        Line($"  left out             {report.LinesLeftOut:N0}");
        Line($"  rejected             {report.LinesRejected:N0}");
        foreach (var (reason, count) in report.Rejected)
            Line($"    {count, 10:N0}  {reason}");
        foreach (var r in report.FirstRejected.Take(5))
            Line($"    {r.Source} line {r.LineNumber}: {r.Reason}: {r.Text}");
        if (report.Repairs.Count > 0)
            Line($"repairs and rules");
        foreach (var (repair, count) in report.Repairs)
            Line($"    {count, 10:N0}  {repair}");
        Line(
            $"customers              {summary.Customers:N0}, of them {summary.Customers - summary.Buyers:N0} with returns only"
        );
        Line(
            $"orders                 {summary.Orders:N0} on {summary.PurchaseDays:N0} purchase days"
        );
        Line(
            $"first to last day      {summary.FirstDay:yyyy-MM-dd} to {summary.LastDay:yyyy-MM-dd}"
        );
        Line($"one-time customers     {summary.OneTimeShare:P1} of those who bought");
        Money("ledger", summary.Ledger);
        Money("  lines read as used", report.Ledger);
        Line(
            $"  {(summary.Ledger == report.Ledger ? "the customer histories reconcile with the lines used" : "THE CUSTOMER HISTORIES DO NOT RECONCILE WITH THE LINES USED")}"
        );
        if (report.LinesWithoutCustomer > 0)
            Money("  without customer", report.WithoutCustomer);
        if (report.LinesLeftOut > 0)
            Money("  left out", report.LeftOut);
        if (report.LinesWithoutCustomer + report.LinesLeftOut > 0)
            Money(
                "  all good lines",
                report.Ledger.Plus(report.WithoutCustomer).Plus(report.LeftOut)
            );
        if (costs is not null)
            Line(
                $"costs                  {Units(costs.CostMinor):N2}, a margin of {costs.Margin:P2} on net; used with --margin from-costs"
            );
        Line($"history for {sufficiency.Horizon, -10} {sufficiency.Sentence}");
        return text.ToString().TrimEnd();
    }
}
