using System.Globalization;
using System.Text;
using ClvPredict.Features;
using ClvPredict.Models.Package;
using ClvPredict.Scoring;

namespace ClvPredict.Cli.Verbs;

/// <summary>clv score with a model that was trained in ML.NET on the columns of clv features (docs/mlnet.md).</summary>
internal static class FeatureModelScoring
{
    public static void Run(
        FeatureModel model,
        Histories orders,
        ValueBasis basis,
        string path,
        int threads,
        Output output,
        CancellationToken cancellationToken
    )
    {
        var features = FeatureBuilder.Build(
            orders.Data,
            model.ContractFor(FeatureContract.Learn(orders.Data, orders.AsOf)),
            [orders.AsOf],
            basis,
            threads,
            cancellationToken
        )[0];
        var predictions = model.Predict(features, threads, cancellationToken);
        FeatureModelScores.Write(orders.Customers, features, predictions, path);
        var summary = new
        {
            orders.AsOf,
            Customers = features.RowCount,
            PredictedClv = Sum(predictions.PredictedClv),
            PredictedClvFrom = model.ValueColumn,
            ExpectedOrders = Sum(predictions.ExpectedOrders),
            ExpectedChurners = Sum(predictions.ChurnProbability),
            ExpectedChurnersFrom = model.ChurnColumn,
        };
        output.Result(
            summary,
            () =>
            {
                var text = new StringBuilder();
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"customers scored   {summary.Customers:N0} at {summary.AsOf:yyyy-MM-dd} with an ML.NET model on features"
                );
                if (summary.PredictedClv is { } clv)
                    text.Append(
                        CultureInfo.InvariantCulture,
                        $"\npredicted CLV      {clv:N2} (the model's {model.ValueColumn})"
                    );
                if (summary.ExpectedOrders is { } count)
                    text.Append(
                        CultureInfo.InvariantCulture,
                        $"\nexpected orders    {count:N0} (the model's {model.OrdersColumn})"
                    );
                if (summary.ExpectedChurners is { } churners)
                    text.Append(
                        CultureInfo.InvariantCulture,
                        $"\nexpected churners  {churners:N0} (the model's {model.ChurnColumn})"
                    );
                return text.ToString();
            }
        );
    }

    private static double? Sum(float[]? values) => values?.Sum(v => (double)v);
}
