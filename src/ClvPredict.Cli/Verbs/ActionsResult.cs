using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ClvPredict.Decisions.NextActions;
using ClvPredict.Decisions.Purchases;

namespace ClvPredict.Cli.Verbs;

/// <summary>What clv actions prints: everything but the customers, and the first of each kind as examples.</summary>
internal sealed record ActionsResult(
    DateOnly AsOf,
    int Days,
    string Model,
    int Customers,
    int CustomersWithAction,
    double RewardStep,
    GapModel? Gaps,
    ImmutableArray<ActionSummary> Kinds,
    ImmutableArray<NextAction> Examples,
    ImmutableArray<ProductPair> CrossSell,
    ImmutableArray<ProductPair> UpSell
)
{
    private const int PairsShown = 20;

    public static ActionsResult Of(CustomerActions actions, string model, int customers) =>
        new(
            actions.AsOf,
            actions.Days,
            model,
            customers,
            actions.Due.Where(a => a.IsBest).Select(a => a.CustomerId).Distinct().Count(),
            actions.RewardStep,
            actions.Gaps,
            actions.Kinds,
            [.. actions.Due.Where(a => a.KindRank == 1)],
            [.. actions.CrossSell.Take(PairsShown)],
            [.. actions.UpSell.Take(PairsShown)]
        );

    public string ToText()
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"{CustomersWithAction:N0} of {Customers:N0} customers have something due in {Days} days from {AsOf:yyyy-MM-dd}\n\n"
        );
        text.Append(
            "action                  due     best  with offer           cost      must sell  value at stake  expected gain\n"
        );
        foreach (var kind in Kinds.Where(k => k.Due > 0))
            text.Append(
                CultureInfo.InvariantCulture,
                $"{Name(kind.Kind), -19}{kind.Due, 8:N0}{kind.Best, 9:N0}{kind.WithOffer, 12:N0}{kind.Cost, 15:N2}{kind.MustSell, 15:N2}{kind.ValueAtStake, 16:N2}{Known(kind.ExpectedGain), 15}\n"
            );
        text.Append('\n');
        foreach (var action in Examples)
            text.Append(
                CultureInfo.InvariantCulture,
                $"{Name(action.Kind), -19}{action.CustomerId}, {action.DueDate:yyyy-MM-dd}: {action.Reason}\n"
            );
        if (CrossSell.Length > 0)
            text.Append("\nbought together beyond chance\n");
        foreach (var pair in CrossSell.Take(5))
            text.Append(
                CultureInfo.InvariantCulture,
                $"  {pair.From} -> {pair.To}: {pair.Together:N0} orders, {pair.Confidence:P0} of those with the first, {pair.Lift:0.0} times chance, q {pair.QValue:0.0e+0}\n"
            );
        return text.ToString().TrimEnd('\n');
    }

    private static string Known(double amount) =>
        double.IsNaN(amount) ? "-" : amount.ToString("N2", CultureInfo.InvariantCulture);

    private static string Name(ActionKind kind) =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());
}
