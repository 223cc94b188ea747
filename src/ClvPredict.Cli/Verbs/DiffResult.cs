using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ClvPredict.Data;
using ClvPredict.Decisions.ThenAndNow;

namespace ClvPredict.Cli.Verbs;

/// <summary>What clv diff prints.</summary>
/// <param name="Change">The change by factor and group.</param>
/// <param name="Causes">The change by cause.</param>
/// <param name="Customer">The causes of the customer asked for; null without.</param>
internal sealed record DiffResult(ValueChange Change, ValueCauses Causes, CustomerCauses? Customer)
{
    public static DiffResult Of(
        ValueChange change,
        ImmutableArray<CustomerCauses> causes,
        string? customerId
    )
    {
        CustomerCauses? customer = null;
        if (customerId is not null)
        {
            customer = causes
                .Where(c => c.CustomerId == customerId)
                .Select(c => (CustomerCauses?)c)
                .FirstOrDefault();
            if (customer is null)
                throw new OrderDataException(
                    $"There is no customer \"{(customerId.Length > 80 ? customerId[..80] : customerId)}\" on either day."
                );
        }
        return new DiffResult(change, CauseFinder.Total(causes), customer);
    }

    public string ToText()
    {
        var text = new StringBuilder();
        void Line(FormattableString line) =>
            text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
        var (all, effects) = (Change.Total, Change.Total.Effects);
        Line(
            $"predicted CLV    {all.Then.PredictedClv:N2} as of {Change.Then:yyyy-MM-dd}, {all.Now.PredictedClv:N2} as of {Change.Now:yyyy-MM-dd}, both {Change.Horizon} ahead: {all.Change:+#,0.00;-#,0.00;0.00}"
        );
        Line(
            $"customers        {all.Then.Customers:N0} then, {all.Now.Customers:N0} now; expected to buy {all.Then.ActiveCustomers:N0} then, {all.Now.ActiveCustomers:N0} now"
        );
        text.AppendLine();
        text.AppendLine("by factor");
        Line($"  number of customers      {effects.Customers, 18:+#,0.00;-#,0.00;0.00}");
        Line($"  mix of groups            {effects.Mix, 18:+#,0.00;-#,0.00;0.00}");
        Line($"  probability of buying    {effects.Active, 18:+#,0.00;-#,0.00;0.00}");
        Line($"  orders of who buys       {effects.Orders, 18:+#,0.00;-#,0.00;0.00}");
        Line($"  value of an order        {effects.OrderValue, 18:+#,0.00;-#,0.00;0.00}");
        Line($"  margin                   {effects.Margin, 18:+#,0.00;-#,0.00;0.00}");
        text.AppendLine();
        text.AppendLine("by cause");
        Causing(Line, Causes);
        if (Change.Groups.Length > 1)
        {
            text.AppendLine();
            Line(
                $"{"group", -18}{"then", 14}{"now", 14}{"number", 12}{"mix", 12}{"buying", 12}{"orders", 12}{"order value", 13}{"margin", 11}"
            );
            foreach (var g in Change.Groups)
                Line(
                    $"{g.Group, -18}{g.Then.PredictedClv, 14:N2}{g.Now.PredictedClv, 14:N2}{g.Effects.Customers, 12:N2}{g.Effects.Mix, 12:N2}{g.Effects.Active, 12:N2}{g.Effects.Orders, 12:N2}{g.Effects.OrderValue, 13:N2}{g.Effects.Margin, 11:N2}"
                );
        }
        if (Customer is { } customer)
        {
            text.AppendLine();
            Line(
                $"customer {customer.CustomerId}: {customer.Causes.Then:N2} then, {customer.Causes.Now:N2} now"
            );
            Causing(Line, customer.Causes);
        }
        return text.ToString().TrimEnd();
    }

    private static void Causing(Action<FormattableString> line, ValueCauses causes)
    {
        line($"  data corrected           {causes.DataCorrected, 18:+#,0.00;-#,0.00;0.00}");
        line($"  time passed              {causes.TimePassed, 18:+#,0.00;-#,0.00;0.00}");
        line($"  new orders               {causes.NewOrders, 18:+#,0.00;-#,0.00;0.00}");
        line($"  new customers            {causes.NewCustomers, 18:+#,0.00;-#,0.00;0.00}");
        line($"  model changed            {causes.ModelChanged, 18:+#,0.00;-#,0.00;0.00}");
    }
}
