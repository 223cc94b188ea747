using ClvPredict.Models.Btyd;
using ClvPredict.Training.Btyd;

namespace ClvPredict.Training.Tests.Btyd;

/// <summary>The vectorised sums against the models, customer by customer, and their gradients against differences.</summary>
public sealed class RunLikelihoodTests
{
    private static readonly double[][] s_parameters =
    [
        [0.55, 10.6, 0.61, 11.7],
        [2, 0.3, 4, 0.2],
        [0.01, 900, 0.02, 3],
        [300, 400, 50, 2000],
    ];

    [Fact]
    public void BgNbd_AgainstTheModelCustomerByCustomer_AgreesWithItsGradient() =>
        Check(
            (runs, threads) =>
                new BetaGeometricLikelihood(runs, threads, leavesAfterFirstOrder: false),
            p => new BgNbdModel(p[0], p[1], p[2], p[3])
        );

    [Fact]
    public void MbgNbd_AgainstTheModelCustomerByCustomer_AgreesWithItsGradient() =>
        Check(
            (runs, threads) =>
                new BetaGeometricLikelihood(runs, threads, leavesAfterFirstOrder: true),
            p => new MbgNbdModel(p[0], p[1], p[2], p[3])
        );

    [Theory]
    [InlineData(2, false)]
    [InlineData(5, true)]
    public void RegularModels_AgainstTheModelCustomerByCustomer_AgreeWithTheirGradient(
        int k,
        bool leavesAfterFirstOrder
    ) =>
        Check(
            (runs, threads) => new BetaGeometricLikelihood(runs, threads, leavesAfterFirstOrder, k),
            p =>
                leavesAfterFirstOrder
                    ? new MbgNbdModel(p[0], p[1], p[2], p[3], k)
                    : new BgNbdModel(p[0], p[1], p[2], p[3], k),
            // (k - 1) Σ ln(interval) - x ln (k - 1)! is what the sum leaves out.
            customer =>
                customer.RepeatOrders
                    * Math.Log(Enumerable.Range(1, k - 1).Aggregate(1, (f, i) => f * i))
                - (k - 1) * customer.SumOfLogIntervals
        );

    [Fact]
    public void ParetoNbd_AgainstTheModelCustomerByCustomer_AgreesWithItsGradient() =>
        Check(
            (runs, threads) => new ParetoLikelihood(runs, threads),
            p => new ParetoNbdModel(p[0], p[1], p[2], p[3])
        );

    [Fact]
    public void Runs_RowsWithWeights_AreAsManyCustomers()
    {
        var random = new Random(4);
        var rows = Enumerable
            .Range(0, 900)
            .Select(_ => new CustomerRuns.Row(
                random.Next(4),
                random.Next(20),
                20 + random.Next(9),
                random.Next(1, 30)
            ))
            .ToArray();
        var weighted = CustomerRuns.Of([.. rows]);
        var single = CustomerRuns.Of([
            .. rows.SelectMany(row => Enumerable.Repeat(row with { Weight = 1 }, (int)row.Weight)),
        ]);

        weighted.Customers.ShouldBe(single.Customers);
        weighted.Counts.ShouldBe(single.Counts);
        foreach (var p in s_parameters)
        {
            Evaluate(weighted, p).ShouldBe(Evaluate(single, p));
            Evaluate(weighted.Thin(250), p).ShouldBe(Evaluate(single.Thin(250), p));
        }

        static double[] Evaluate(CustomerRuns runs, double[] parameters)
        {
            var gradient = new double[parameters.Length];
            var value = new ParetoLikelihood(runs, 1).Evaluate(parameters, gradient);
            return [value, .. gradient];
        }
    }

    [Fact]
    public void GammaGamma_AgainstTheModelCustomerByCustomer_AgreesWithItsGradient()
    {
        var (counts, means) = new SimulatedCustomers(8).Spend(new GammaGammaModel(5, 4, 20), 57);
        var rows = counts
            .Zip(means, (n, z) => new CustomerRuns.Row(n, n * z, Math.Log(z)))
            .ToArray();
        double[][] parameters =
        [
            [5, 3, 20],
            [0.2, 0.1, 900],
            [200, 40, 0.1],
            [5, 3, 20, 0.4],
            [0.2, 0.1, 900, -1.5],
        ];
        foreach (var p in parameters)
        {
            var likelihood = new GammaGammaLikelihood(CustomerRuns.Of(rows), 1, p.Length > 3);
            var effect = p.Length > 3 ? p[3] : 0;
            var model = new GammaGammaModel(p[0], 1 + p[1], p[2], effect);
            var expected = counts.Zip(means, model.LogLikelihood).Sum();

            likelihood
                .Evaluate(p, new double[p.Length])
                .ShouldBe(expected, 1e-11 * Math.Abs(expected));
            CheckGradient(likelihood, p);
        }
    }

    [Fact]
    public void BgBb_AgainstTheModelCustomerByCustomer_AgreesWithItsGradient()
    {
        OpportunityStatistics[] customers =
        [
            .. new SimulatedCustomers(23).Opportunities(new BgBbModel(1.2, 0.75, 0.66, 2.8), 9, 60),
            default,
            new(30, 40, 70),
        ];
        var rows = customers
            .Select(c => new CustomerRuns.Row(c.Purchases, c.LastPurchase, c.Opportunities))
            .ToArray();
        var likelihood = new BgBbLikelihood(CustomerRuns.Of(rows), 1);
        foreach (var p in s_parameters)
        {
            var model = new BgBbModel(p[0], p[1], p[2], p[3]);
            var expected = customers.Sum(c => model.LogLikelihood(c));

            likelihood.Evaluate(p, new double[4]).ShouldBe(expected, 1e-11 * Math.Abs(expected));
            CheckGradient(likelihood, p);
        }
    }

    [Fact]
    public void ShiftedBetaGeometric_AgainstTheModelCustomerByCustomer_AgreesWithItsGradient()
    {
        var customers = new SimulatedCustomers(24).Contracts(
            new ShiftedBetaGeometricModel(0.7, 2.5),
            30,
            60
        );
        var rows = customers
            .Select(c => new CustomerRuns.Row(c.Renewals, c.HasLeft ? 1 : 0, 0))
            .ToArray();
        var likelihood = new ShiftedBetaGeometricLikelihood(CustomerRuns.Of(rows), 1);
        foreach (double[] p in new double[][] { [0.7, 2.5], [40, 0.01] })
        {
            var model = new ShiftedBetaGeometricModel(p[0], p[1]);
            var expected = customers.Sum(c => model.LogLikelihood(c));

            likelihood.Evaluate(p, new double[2]).ShouldBe(expected, 1e-11 * Math.Abs(expected));
            CheckGradient(likelihood, p);
        }
    }

    [Fact]
    public void Evaluate_OnMoreThreads_GivesTheSameBits()
    {
        var runs = RunsOf(
            new SimulatedCustomers(9).Pareto(new ParetoNbdModel(1.2, 6, 0.6, 12), 20_000)
        );
        var (one, three) = (new double[4], new double[4]);

        var value = new BetaGeometricLikelihood(runs, 1, leavesAfterFirstOrder: true).Evaluate(
            s_parameters[0],
            one
        );
        var parallel = new BetaGeometricLikelihood(runs, 3, leavesAfterFirstOrder: true).Evaluate(
            s_parameters[0],
            three
        );

        runs.Blocks.Length.ShouldBeGreaterThan(3);
        parallel.ShouldBe(value);
        three.ShouldBe(one);
    }

    [Fact]
    public void CustomerRuns_OfRepeatedCustomers_MergesThemAndKeepsTheirNumber()
    {
        var customers = Enumerable
            .Range(0, 5000)
            .Select(i => new PurchaseStatistics(i % 3, i % 3 == 0 ? 0 : 1, 2 + i % 7))
            .ToArray();

        var runs = RunsOf(customers);
        var weights = runs.Pieces.Sum(piece => runs.Weight(piece).ToArray().Sum());

        runs.Customers.ShouldBe(5000);
        runs.Pieces.Length.ShouldBe(3);
        runs.Pieces.ShouldAllBe(piece => piece.Length == 8);
        weights.ShouldBe(5000);
        runs.Counts.Select(c => c.Customers).ShouldBe([1667, 1667, 1666]);
        runs.Thin(700).Customers.ShouldBe(700);
        runs.Thin(700).Counts[0].Customers.ShouldBe(233, 1);
        runs.Thin(5000).ShouldBeSameAs(runs);
    }

    private static void Check(
        Func<CustomerRuns, int, RunLikelihood> likelihoodOf,
        Func<double[], IPurchaseModel> modelOf,
        Func<PurchaseStatistics, double>? leftOut = null
    )
    {
        PurchaseStatistics[] customers =
        [
            .. new SimulatedCustomers(7).Pareto(new ParetoNbdModel(1.2, 6, 0.6, 12), 41),
            default,
            new(0, 0, 39),
            new(0, 0, 39),
            new(10_000, 20, 39),
            new(10_000, 39, 39),
            new(3, 1e-3, 700),
        ];
        // Intervals of 1e-5 on the way: legal for every customer, and the same for the sum and the models.
        customers =
        [
            .. customers.Select(c => new PurchaseStatistics(
                c.RepeatOrders,
                c.LastOrderAge,
                c.CustomerAge,
                c.RepeatOrders * Math.Log(1e-5)
            )),
        ];
        var likelihood = likelihoodOf(RunsOf(customers), 1);
        foreach (var parameters in s_parameters)
        {
            var model = modelOf(parameters);
            var expected = customers.Sum(customer =>
                model.LogLikelihood(customer) + (leftOut?.Invoke(customer) ?? 0)
            );

            // Two ways of summing terms of 1e5 in double precision.
            likelihood
                .Evaluate(parameters, new double[4])
                .ShouldBe(expected, 1e-11 * Math.Abs(expected) + 1e-7);
            CheckGradient(likelihood, parameters);
        }
    }

    /// <summary>Central differences in the logs, extrapolated once: error of the order h^4 plus rounding over h.</summary>
    private static void CheckGradient(Likelihood likelihood, double[] parameters)
    {
        const double Step = 1e-3;
        var n = parameters.Length;
        var gradient = new double[n];
        var value = likelihood.Evaluate(parameters, gradient);
        double At(int i, double change)
        {
            var moved = (double[])parameters.Clone();
            // The fourth parameter of the Gamma-Gamma is a coefficient.
            moved[i] =
                likelihood is GammaGammaLikelihood && i == 3
                    ? moved[i] + change
                    : moved[i] * Math.Exp(change);
            return likelihood.Evaluate(moved, new double[n]);
        }
        for (var i = 0; i < n; i++)
        {
            var narrow = (At(i, Step) - At(i, -Step)) / (2 * Step);
            var wide = (At(i, 2 * Step) - At(i, -2 * Step)) / (4 * Step);
            var expected = (4 * narrow - wide) / 3;
            gradient[i]
                .ShouldBe(
                    expected,
                    1e-7 * Math.Abs(expected) + 1e-11 * Math.Abs(value) + 1e-6,
                    $"parameter {i}"
                );
        }
    }

    private static CustomerRuns RunsOf(PurchaseStatistics[] customers) =>
        CustomerRuns.Of([
            .. customers.Select(c => new CustomerRuns.Row(
                c.RepeatOrders,
                c.LastOrderAge,
                c.CustomerAge
            )),
        ]);
}
