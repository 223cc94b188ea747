using System.Globalization;
using System.Text;
using ClvPredict.Decisions.Economics;

namespace ClvPredict.Cli.Verbs;

/// <summary>What clv economics prints for people.</summary>
internal static class EconomicsText
{
    private const int MostGroups = 12;

    public static string Of(EconomicsReport report)
    {
        var text = new StringBuilder();
        Value(text, report);
        foreach (var comparison in report.Comparisons)
            Comparison(text, comparison);
        WhatIf(text, report);
        Spending(text, report.Spending);
        Kpis(text, report);
        return text.ToString().TrimEnd();
    }

    private static void Value(StringBuilder text, EconomicsReport report)
    {
        var v = report.Value;
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"""
            customers        {v.Customers:N0}{(
                report.Currency.Length > 0 ? ", money in " + report.Currency : ""
            )}{(v.Margin == 1 ? ", margin 1: values are revenue, not profit" : "")}
            historic value   {v.HistoricValue:N2} before {report.AsOf:yyyy-MM-dd}
            predicted CLV    {v.PredictedClv:N2} in {report.Horizon}, {v.Coverage:P0} range {v.PredictedClvLow:N2} to {v.PredictedClvHigh:N2}
            total CLV        {v.TotalClv:N2}
            discounted CLV   {v.DiscountedClv:N2} (the predicted part at {report.DiscountRate:P1} a year)
            a customer       {v.ClvPerCustomer:N2} in {report.Horizon}, {v.ClvPerCustomerAndYear:N2} a year, {v.ClvPerCustomerAndMonth:N2} a month
            predicted CLV =  {v.ActiveCustomers:N1} active customers x {v.OrdersPerActive:N3} orders x {v.NetValuePerOrder:N2} an order x margin {v.Margin}
            """
        );
    }

    private static void Comparison(StringBuilder text, GroupComparison c)
    {
        text.AppendLine()
            .AppendLine(
                CultureInfo.InvariantCulture,
                $"By {c.By} of the first purchase: CLV of a customer in the first {c.PeriodMonths} months, {c.Coverage:P0} range, pooled"
            );
        if (c.Groups.Length > 0)
            text.AppendLine(
                $"  {"", -24} customers  observed        CLV     low      high  P(best)      CAC  CLV:CAC  payback"
            );
        var shown = c.By == "cohort" ? c.Groups.TakeLast(MostGroups) : c.Groups.Take(MostGroups);
        foreach (var g in shown)
        {
            var name = g.Group.Length > 24 ? g.Group[..23] + "…" : g.Group;
            text.Append(
                CultureInfo.InvariantCulture,
                $"  {name, -24} {g.Customers, 9:N0} {g.ObservedShare, 9:P0} {g.Clv, 10:N2} {g.ClvLow, 7:N2} {g.ClvHigh, 9:N2} {g.ProbabilityBest, 8:0.00}"
            );
            text.AppendLine(
                double.IsNaN(g.Cac)
                    ? ""
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $" {g.Cac, 8:N2} {(g.Cac > 0 ? g.ClvToCac.ToString("0.00", CultureInfo.InvariantCulture) : "free"), 8}  {(g.PaybackMonth is { } m ? "month " + m.ToString(CultureInfo.InvariantCulture) : "not within")}, {g.Verdict}"
                    )
            );
        }
        if (c.Groups.Length > MostGroups)
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"  … and {c.Groups.Length - MostGroups} more (--json has all)"
            );
        text.AppendLine("  " + c.Sentence);
    }

    private static void WhatIf(StringBuilder text, EconomicsReport report)
    {
        text.AppendLine()
            .AppendLine(CultureInfo.InvariantCulture, $"What if, in {report.Horizon}:");
        foreach (var e in report.WhatIf)
        {
            var driver = double.IsNaN(e.From)
                ? e.Driver
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{e.Driver} {e.Change:+0.0 %;-0.0 %} ({e.From:0.###} to {e.To:0.###})"
                );
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"  {driver, -44} CLV a customer {e.ClvPerCustomer, 9:N2} ({e.ChangePerCustomer:+0.00;-0.00}), total {e.ChangeOfTotal:+#,0.00;-#,0.00} ({e.RelativeChange:+0.0 %;-0.0 %})"
            );
        }
    }

    private static void Spending(StringBuilder text, SpendingComparison s)
    {
        text.AppendLine().AppendLine("Winning or keeping, profit of a unit of money:");
        text.AppendLine(
            double.IsNaN(s.AcquisitionReturn)
                ? s.Cac == 0
                    ? "  new customers  cost nothing, so there is no return to compare with"
                    : "  new customers  not known without an acquisition cost of every customer (--cac, or acquisition in the config)"
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"  new customers  {s.AcquisitionReturn:0.00}: each costs {s.Cac:N2} and brings {s.ClvOfNewCustomer:N2}"
                )
        );
        text.AppendLine(
            s.ProfitableContacts == 0
                ? "  retention      no contact pays at these costs"
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"  retention      {s.RetentionReturn:0.00} over {s.ProfitableContacts:N0} contacts that pay{Taken(s)}, for {s.RetentionSpending:N2}, profit {s.RetentionProfit:N2}"
                )
        );
        if (s.AcquisitionSpending > 0)
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"  the rest of the budget, {s.AcquisitionSpending:N2}, wins {s.NewCustomers:N0} customers, profit {s.AcquisitionProfit:N2}"
            );
    }

    private static string Taken(SpendingComparison s)
    {
        if (s.Contacts == s.ProfitableContacts)
            return "";
        var why =
            double.IsNaN(s.AcquisitionReturn) ? "fit the budget"
            : double.IsNaN(s.AcquisitionSpending) ? "return at least as much as new customers"
            : "return at least as much as new customers and fit the budget";
        return string.Create(CultureInfo.InvariantCulture, $"; {s.Contacts:N0} {why}");
    }

    private static void Kpis(StringBuilder text, EconomicsReport report)
    {
        text.AppendLine()
            .AppendLine("The company by fiscal period (* not covered in full):")
            .AppendLine(
                "  period       net revenue       profit   orders   active      new      AOV  orders/c  retention     NRR"
            );
        foreach (var k in report.Kpis)
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"  {k.Period + (k.IsComplete ? "" : "*"), -10} {k.NetRevenue, 13:N2} {k.Profit, 12:N2} {k.Orders, 8:N0} {k.ActiveCustomers, 8:N0} {k.NewCustomers, 8:N0} {k.AverageOrderValue, 8:N2} {k.PurchaseFrequency, 9:N2} {Percent(k.RetentionRate), 10} {Percent(k.NetRevenueRetention), 7}"
            );
    }

    private static string Percent(double value) =>
        double.IsNaN(value) ? "" : value.ToString("P1", CultureInfo.InvariantCulture);
}
