using System.CommandLine;
using System.Globalization;
using ClvPredict.Data;
using ClvPredict.Decisions.Economics;
using ClvPredict.Models.Btyd;
using ClvPredict.Training.Btyd;

namespace ClvPredict.Cli.Verbs;

/// <summary>clv economics subscription: what a subscriber is worth.</summary>
internal static class SubscriptionVerb
{
    private const int MostCustomers = 10_000_000;

    public static Command Create()
    {
        var price = EconomicsFormulas.Amount("--price", "Price of a month.", required: true);
        var months = new Option<int>("--months")
        {
            Description = "Months to come that count.",
            Required = true,
            CustomParser = r => CommonOptions.Number(r, 0, 1_200),
        };
        var paid = new Option<int>("--paid-months")
        {
            Description = "Months that the customer has paid already. 0: a new subscriber.",
            CustomParser = r => CommonOptions.Number(r, 0, 1_200),
        };
        var retention = new Option<double>("--retention")
        {
            Description = "Probability of each renewal, 0 to 1.",
            DefaultValueFactory = _ => 1,
            CustomParser = r => CommonOptions.Fraction(r, includeZero: true),
        };
        var contracts = new Option<string?>("--contracts")
        {
            Description =
                "CSV of past contracts to learn the chances of renewal from (sBG model): columns renewals and has_left (0 or 1), and perhaps customers (how many).",
        };
        var discount = new Option<double>("--discount-rate")
        {
            Description = "Rate a year at which payments to come are discounted, 0 to 1.",
            CustomParser = r => CommonOptions.Fraction(r, includeZero: true),
        };
        var margin = EconomicsFormulas.Margin();
        var json = CommonOptions.Json();
        var verb = new Command("subscription", "What a subscriber who pays by the month is worth.")
        {
            price,
            months,
            paid,
            retention,
            contracts,
            discount,
            margin,
            json,
        };
        verb.SetAction(
            (parse, cancellationToken) =>
            {
                if (
                    parse.GetValue(contracts) is not null
                    && CommonOptions.IsGiven(parse, retention)
                )
                    throw new UsageException(
                        "--retention and --contracts both say how surely contracts are renewed; give one."
                    );
                var model = parse.GetValue(contracts) is { } path
                    ? ShiftedBetaGeometricFitter
                        .Fit(Read(path), cancellationToken: cancellationToken)
                        .Model
                    : null;
                var value = SubscriptionValue.Of(
                    new SubscriptionTerms
                    {
                        Price = parse.GetValue(price),
                        Months = parse.GetValue(months),
                        PaidMonths = parse.GetValue(paid),
                        Margin = parse.GetValue(margin),
                        DiscountRate = parse.GetValue(discount),
                        Retention = parse.GetValue(retention),
                        Model = model,
                    }
                );
                new Output(parse.GetValue(json)).Result(value, () => Text(value));
                return Task.FromResult(ExitCodes.Done);
            }
        );
        return verb;
    }

    private static string Text(SubscriptionValue value) =>
        FormattableString.Invariant(
            $"""
            historic value  {value.HistoricValue:N2} in {value.Terms.PaidMonths} months
            predicted CLV   {value.PredictedClv:N2} in {value.Terms.Months} months to come
            total CLV       {value.TotalClv:N2}
            discounted CLV  {value.DiscountedClv:N2} at {value.Terms.DiscountRate:P1} a year
            """
        )
        + (
            value.Terms.Model is { } m
                ? FormattableString.Invariant(
                    $"\nrenewals        sBG, alpha {m.Alpha:0.###}, beta {m.Beta:0.###}: the first with probability {m.RetentionRate(0):0.000}"
                )
                : ""
        );

    private static ContractStatistics[] Read(string path)
    {
        var table = CsvTable.Read(path);
        var (renewals, left) = (table.IndexOf("renewals"), table.IndexOf("has_left"));
        var count = table.IndexOf("customers");
        if (renewals < 0 || left < 0)
            throw new OrderDataException(
                $"{path} must have the columns renewals and has_left; it has {string.Join(", ", table.Columns)}."
            );
        var contracts = new List<ContractStatistics>();
        for (var row = 0; row < table.RowCount; row++)
        {
            var contract = new ContractStatistics(
                Whole(renewals, 10_000),
                table[row, left].Trim().ToUpperInvariant() switch
                {
                    "1" or "TRUE" => true,
                    "0" or "FALSE" => false,
                    _ => throw Refused(left, "0 or 1"),
                }
            );
            var customers = count < 0 ? 1 : Whole(count, MostCustomers);
            if (contracts.Count + customers > MostCustomers)
                throw new OrderDataException($"{path} has more than {MostCustomers:N0} customers.");
            contracts.AddRange(Enumerable.Repeat(contract, customers));

            int Whole(int column, int most) =>
                int.TryParse(
                    table[row, column],
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var number
                )
                && number <= most
                    ? number
                    : throw Refused(
                        column,
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"a whole number from 0 to {most}"
                        )
                    );

            OrderDataException Refused(int column, string wanted)
            {
                var text = table[row, column];
                return new(
                    $"{path}, row {row + 1}: {table.Columns[column]} is \"{(text.Length > 80 ? text[..80] : text)}\"; it must be {wanted}."
                );
            }
        }
        return contracts.Count > 0
            ? [.. contracts]
            : throw new OrderDataException($"{path} has no contract.");
    }
}
