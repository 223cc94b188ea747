using ClvPredict.Models.Btyd;

namespace ClvPredict.Training.Tests.Btyd;

/// <summary>Customers drawn from the stories that the models tell, with known parameters.</summary>
internal sealed class SimulatedCustomers(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>Customers of a Pareto/NBD, observed for 52 to 104 weeks, in continuous time.</summary>
    public PurchaseStatistics[] Pareto(ParetoNbdModel model, int count)
    {
        var customers = new PurchaseStatistics[count];
        for (var i = 0; i < count; i++)
        {
            var age = 52 + 52 * _random.NextDouble();
            var rate = Gamma(model.R) / model.Alpha;
            var life = Exponential(Gamma(model.S) / model.Beta);
            var (x, last) = (0, 0.0);
            for (var t = Exponential(rate); t < Math.Min(age, life); t += Exponential(rate))
                (x, last) = (x + 1, t);
            customers[i] = new PurchaseStatistics(x, last, age);
        }
        return customers;
    }

    /// <summary>
    /// Customers of a BG/CNBD-k, or of an MBG/CNBD-k when they may leave after the first order. k = 1 is (M)BG/NBD.
    /// </summary>
    public PurchaseStatistics[] BetaGeometric(
        double r,
        double alpha,
        double a,
        double b,
        bool leavesAfterFirst,
        int count,
        int k = 1
    )
    {
        var customers = new PurchaseStatistics[count];
        for (var i = 0; i < count; i++)
        {
            var age = 52 + 52 * _random.NextDouble();
            var rate = Gamma(r) / alpha;
            var leaving = Beta(a, b);
            var (x, last, logIntervals) = (0, 0.0, 0.0);
            var isGone = leavesAfterFirst && _random.NextDouble() < leaving;
            for (var t = Erlang(k, rate); !isGone && t < age; t += Erlang(k, rate))
            {
                logIntervals += Math.Log(t - last);
                (x, last) = (x + 1, t);
                isGone = _random.NextDouble() < leaving;
            }
            customers[i] = new PurchaseStatistics(x, last, age, logIntervals);
        }
        return customers;
    }

    /// <summary>Customers of a BG/BB after so many opportunities.</summary>
    public OpportunityStatistics[] Opportunities(BgBbModel model, int opportunities, int count)
    {
        var customers = new OpportunityStatistics[count];
        for (var i = 0; i < count; i++)
        {
            var buying = Beta(model.Alpha, model.Beta);
            var leaving = Beta(model.Gamma, model.Delta);
            var (x, last) = (0, 0);
            for (var t = 1; t <= opportunities && _random.NextDouble() >= leaving; t++)
            {
                if (_random.NextDouble() < buying)
                    (x, last) = (x + 1, t);
            }
            customers[i] = new OpportunityStatistics(x, last, opportunities);
        }
        return customers;
    }

    /// <summary>Contracts of an sBG, seen up to so many renewals.</summary>
    public ContractStatistics[] Contracts(ShiftedBetaGeometricModel model, int renewals, int count)
    {
        var customers = new ContractStatistics[count];
        for (var i = 0; i < count; i++)
        {
            var leaving = Beta(model.Alpha, model.Beta);
            var renewed = 0;
            while (renewed < renewals && _random.NextDouble() >= leaving)
                renewed++;
            customers[i] = new ContractStatistics(renewed, hasLeft: renewed < renewals);
        }
        return customers;
    }

    /// <summary>Numbers of orders (1 to 8) and mean order values of a Gamma-Gamma.</summary>
    public (double[] Counts, double[] Means) Spend(GammaGammaModel model, int count)
    {
        var (counts, means) = (new double[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            counts[i] = 1 + _random.Next(8);
            var scale = Gamma(model.Q) / (model.V * Math.Pow(counts[i], model.CountEffect));
            means[i] = Gamma(model.P * counts[i]) / (scale * counts[i]);
        }
        return (counts, means);
    }

    private double Beta(double a, double b)
    {
        var (second, first) = (Gamma(b), Gamma(a));
        return first / (first + second);
    }

    private double Erlang(int k, double rate)
    {
        var sum = 0.0;
        for (var i = 0; i < k; i++)
            sum += Exponential(rate);
        return sum;
    }

    private double Exponential(double rate) => -Math.Log(1 - _random.NextDouble()) / rate;

    /// <summary>Marsaglia and Tsang (2000).</summary>
    private double Gamma(double shape)
    {
        if (shape < 1)
            return Gamma(shape + 1) * Math.Pow(1 - _random.NextDouble(), 1 / shape);
        var d = shape - 1.0 / 3;
        while (true)
        {
            var radius = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble()));
            var normal = radius * Math.Cos(2 * Math.PI * _random.NextDouble());
            var v = Math.Pow(1 + normal / Math.Sqrt(9 * d), 3);
            if (
                v > 0
                && Math.Log(1 - _random.NextDouble())
                    < normal * normal / 2 + d - d * v + d * Math.Log(v)
            )
                return d * v;
        }
    }
}
