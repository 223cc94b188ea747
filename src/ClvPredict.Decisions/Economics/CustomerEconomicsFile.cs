using ClvPredict.Data;
using ClvPredict.Models.Package;
using ClvPredict.Scoring;
using static ClvPredict.Data.TableColumnType;

namespace ClvPredict.Decisions.Economics;

/// <summary>Writes the economics of single customers.</summary>
internal static class CustomerEconomicsFile
{
    private static readonly TableColumn[] s_columns =
    [
        new("customer_id", Text),
        new("as_of", Day),
        new("horizon", Text),
        new("historic_value", Number64),
        new("predicted_clv", Number32),
        new("total_clv", Number64),
        new("discounted_clv", Number64),
        new("clv_per_year", Number64),
        new("clv_per_month", Number64),
        new("active_probability", Number64),
        new("orders_if_active", Number64),
        new("net_value_per_order", Number64),
        new("margin", Number64),
        new("period_months", Whole),
        new("period_clv", Number64),
        new("period_observed_share", Number64),
        new("cac", Number64),
        new("period_clv_less_cac", Number64),
    ];

    public static void Write(
        string path,
        CustomerScores scores,
        HorizonSteps steps,
        PeriodValues period,
        double[] cac,
        ClvModel model,
        EconomicsOptions options
    ) =>
        TableWriter.Write(
            path,
            s_columns,
            table =>
            {
                var facts = scores.Predictions.Inputs.Features.Facts;
                for (var row = 0; row < scores.Customers.Length; row++)
                {
                    var c = scores.Customers[row];
                    var active = 1 - (double)c.ChurnProbability;
                    var hasPurchase = facts[row].PurchaseDays > 0;
                    table.Text(c.CustomerId);
                    table.Day(scores.AsOf);
                    table.Text(scores.Horizon);
                    table.Number(c.HistoricValue);
                    table.Number(c.PredictedClv);
                    table.Number(c.TotalClv);
                    table.Number(ValueSummary.Discounted(c, steps, row, options.DiscountRate));
                    table.Number(c.PredictedClv / steps.HorizonYears);
                    table.Number(c.PredictedClv / steps.HorizonYears / 12);
                    table.Number(active);
                    table.Number(active > 0 ? c.ExpectedOrders / active : double.NaN);
                    table.Number(
                        c.ExpectedOrders > 0
                            ? c.PredictedClv / (double)c.ExpectedOrders / model.Manifest.Margin
                            : double.NaN
                    );
                    table.Number(model.Manifest.Margin);
                    table.Whole(period.Months);
                    table.Number(hasPurchase ? period.Whole(row) : double.NaN);
                    table.Number(
                        hasPurchase ? period.MonthsObserved[row] / period.Months : double.NaN
                    );
                    table.Number(cac[row]);
                    table.Number(hasPurchase ? period.Whole(row) - cac[row] : double.NaN);
                    table.EndRow();
                }
            }
        );
}
