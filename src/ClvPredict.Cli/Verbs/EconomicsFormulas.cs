using System.CommandLine;
using System.Globalization;
using ClvPredict.Decisions.Economics;

namespace ClvPredict.Cli.Verbs;

/// <summary>clv economics formula, ratio, ads, membership: sums that need no orders.</summary>
internal static class EconomicsFormulas
{
    public static Command CreateFormula()
    {
        var value = Amount("--order-value", "Value of an order.", required: true);
        var orders = Amount("--orders-per-year", "Orders a year.", required: true);
        var years = Amount("--years", "Years that a customer stays.", required: true);
        var margin = Margin();
        var json = CommonOptions.Json();
        var verb = new Command(
            "formula",
            "The textbook formula: order value x orders a year x years x margin."
        )
        {
            value,
            orders,
            years,
            margin,
            json,
        };
        verb.SetAction(parse =>
        {
            var clv = new TextbookClv
            {
                OrderValue = parse.GetValue(value),
                OrdersPerYear = parse.GetValue(orders),
                Years = parse.GetValue(years),
                Margin = parse.GetValue(margin),
            };
            new Output(parse.GetValue(json)).Result(
                clv,
                () =>
                    FormattableString.Invariant(
                        $"CLV  {clv.Clv:N2} = {clv.OrderValue:N2} an order x {clv.OrdersPerYear} orders a year x {clv.Years} years x margin {clv.Margin}\n     {clv.ClvPerYear:N2} a year, {clv.ClvPerMonth:N2} a month"
                    )
            );
            return ExitCodes.Done;
        });
        return verb;
    }

    public static Command CreateRatio()
    {
        var clv = Amount("--clv", "What a customer brings.", required: true);
        var cac = Positive("--cac", "What winning the customer costs.", required: true);
        var months = Positive("--months", "Months in which the CLV comes, for the payback.");
        var costRatio = Positive(
            "--cost-ratio",
            "How many times what keeping a customer costs winning one costs; 5 is a rule of thumb."
        );
        var target = Positive("--target-ratio", "CLV wanted for each unit of cost. Default: 1.");
        var json = CommonOptions.Json();
        var verb = new Command(
            "ratio",
            "CLV over acquisition cost, the most a customer may cost, the payback month."
        )
        {
            clv,
            cac,
            months,
            costRatio,
            target,
            json,
        };
        verb.SetAction(parse =>
        {
            var ratio = new ValueToCost
            {
                Clv = parse.GetValue(clv),
                Cac = parse.GetValue(cac),
                Months = Given(parse.GetValue(months)),
                CostRatio = Given(parse.GetValue(costRatio)),
                TargetRatio = parse.GetValue(target) is > 0 and var t ? t : 1,
            };
            new Output(parse.GetValue(json)).Result(
                ratio,
                () =>
                    FormattableString.Invariant(
                        $"CLV:CAC  {ratio.ClvToCac:0.00}: {ratio.Verdict}; a customer may cost at most {ratio.MaxCac:N2}"
                    )
                    + (
                        double.IsNaN(ratio.Months) ? ""
                        : double.IsNaN(ratio.PaybackMonth)
                            ? FormattableString.Invariant(
                                $"\npayback  not within {ratio.Months} months"
                            )
                        : FormattableString.Invariant($"\npayback  in month {ratio.PaybackMonth:0}")
                    )
                    + (
                        double.IsNaN(ratio.RetentionCost)
                            ? ""
                            : FormattableString.Invariant(
                                $"\nkeeping  a customer costs {ratio.RetentionCost:N2}"
                            )
                    )
            );
            return ExitCodes.Done;
        });
        return verb;
    }

    public static Command CreateAds()
    {
        var ads = new Option<string[]>("--ad")
        {
            Description =
                "An ad and the orders of the customer it brought, first one first: NAME=300 or NAME=150,150,150. Repeatable.",
            Required = true,
            HelpName = "name=values",
        };
        var costs = new Option<string[]>("--cac")
        {
            Description = "What winning that customer cost: NAME=50. Repeatable.",
            HelpName = "name=cost",
        };
        var json = CommonOptions.Json();
        var verb = new Command("ads", "Ads judged by the CLV of whom they brought.")
        {
            ads,
            costs,
            json,
        };
        verb.SetAction(parse =>
        {
            var cac = new Dictionary<string, double>(StringComparer.Ordinal);
            foreach (var (name, values) in (parse.GetValue(costs) ?? []).Select(Named))
                cac[name] = values is [var cost]
                    ? cost
                    : throw new UsageException($"--cac {name} takes one amount.");
            (string Name, double[] Values)[] named = [.. parse.GetValue(ads)!.Select(Named)];
            if (named.GroupBy(ad => ad.Name).FirstOrDefault(g => g.Count() > 1) is { } twice)
                throw new UsageException(
                    $"--ad {twice.Key} stands twice; name all its orders at once: {twice.Key}=150,150."
                );
            if (cac.Keys.FirstOrDefault(n => named.All(ad => ad.Name != n)) is { } unknown)
                throw new UsageException($"--cac {unknown} belongs to no --ad.");
            var comparison = new AdComparison([
                .. named.Select(ad => new AdResult(
                    ad.Name,
                    [.. ad.Values],
                    cac.TryGetValue(ad.Name, out var cost) ? cost : double.NaN
                )),
            ]);
            new Output(parse.GetValue(json)).Result(
                comparison,
                () =>
                    string.Join(
                        '\n',
                        comparison.Ads.Select(a =>
                            FormattableString.Invariant(
                                $"{a.Ad, -16} first order {a.FirstOrderValue, 10:N2}  CLV {a.Clv, 10:N2}"
                            )
                            + (
                                double.IsNaN(a.Cac)
                                    ? ""
                                    : FormattableString.Invariant(
                                        $"  cost {a.Cac:N2}, CLV:CAC {a.ClvToCac:0.00}"
                                    )
                            )
                        )
                    )
                    + $"\nbetter ad: {comparison.BestByClv} (by the first order alone: {comparison.BestByFirstOrder})"
            );
            return ExitCodes.Done;
        });
        return verb;
    }

    public static Command CreateMembership()
    {
        var fee = Amount("--fee", "Fee a year.", required: true);
        var delivery = Positive(
            "--delivery",
            "Delivery charge of an order that a member saves.",
            required: true
        );
        var orders = Amount("--orders-per-year", "Orders a year without the membership.");
        var extra = Amount("--extra-orders", "Further orders a year that a member makes.");
        var value = Amount("--order-value", "Value of an order.");
        var cost = new Option<double?>("--delivery-cost")
        {
            Description = "What a delivery costs the shop. Default: the charge.",
            CustomParser = r => CommonOptions.Amount(r),
        };
        var margin = Margin();
        var json = CommonOptions.Json();
        var verb = new Command(
            "membership",
            "A paid membership with free delivery: when it pays for the member, and for the shop."
        )
        {
            fee,
            delivery,
            orders,
            extra,
            value,
            cost,
            margin,
            json,
        };
        verb.SetAction(parse =>
        {
            var offer = new MembershipOffer
            {
                Fee = parse.GetValue(fee),
                Delivery = parse.GetValue(delivery),
                OrdersPerYear = parse.GetValue(orders),
                ExtraOrders = parse.GetValue(extra),
                OrderValue = parse.GetValue(value),
                DeliveryCost = parse.GetValue(cost),
                Margin = parse.GetValue(margin),
            };
            new Output(parse.GetValue(json)).Result(
                offer,
                () =>
                    FormattableString.Invariant(
                        $"""
                        member  pays from {offer.BreakEvenOrders:0} orders a year; saves {offer.MemberSaves:N2} at {offer.OrdersPerYear
                            + offer.ExtraOrders}
                        shop    gains {offer.ShopGains:N2} a year; 
                        """
                    )
                    + (
                        double.IsNaN(offer.BreakEvenExtraOrders)
                            ? "an extra order earns nothing, so no number of them makes it pay"
                            : FormattableString.Invariant(
                                $"pays from {offer.BreakEvenExtraOrders:0.##} extra orders"
                            )
                    )
            );
            return ExitCodes.Done;
        });
        return verb;
    }

    private static double Given(double value) => value > 0 ? value : double.NaN;

    private static (string Name, double[] Values) Named(string text)
    {
        var equals = text.LastIndexOf('=');
        var values = equals < 1 ? [] : text[(equals + 1)..].Split(',');
        var numbers = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (
                !double.TryParse(
                    values[i],
                    NumberStyles.Float,
                    CultureInfo.InvariantCulture,
                    out numbers[i]
                )
                || !double.IsFinite(numbers[i])
                || numbers[i] < 0
            )
                throw Refused();
        }
        return numbers.Length > 0 ? (text[..equals], numbers) : throw Refused();

        UsageException Refused() =>
            new(
                $"\"{(text.Length > 80 ? text[..80] : text)}\" is not NAME=amount,amount,… with amounts of at least 0."
            );
    }

    internal static Option<double> Amount(string name, string description, bool required = false) =>
        new(name)
        {
            Description = description,
            Required = required,
            CustomParser = CommonOptions.Amount,
        };

    private static Option<double> Positive(
        string name,
        string description,
        bool required = false
    ) =>
        new(name)
        {
            Description = description,
            Required = required,
            CustomParser = r =>
            {
                var value = CommonOptions.Amount(r);
                if (value == 0 && !r.Errors.Any())
                    r.AddError($"{name} takes a number above 0.");
                return value;
            },
        };

    internal static Option<double> Margin() =>
        new("--margin")
        {
            Description = "Margin, above 0 and at most 1; 1 gives revenue.",
            DefaultValueFactory = _ => 1,
            CustomParser = r => CommonOptions.Fraction(r, includeZero: false),
        };
}
