using ClvPredict.Data;
using static ClvPredict.Data.TableColumnType;

namespace ClvPredict.Decisions.Forecasting;

/// <summary>Writes a forecast, one row a month; columns in docs/economics.md.</summary>
public static class ForecastFile
{
    private static readonly TableColumn[] s_columns =
    [
        new("month", Whole),
        new("start", Day),
        new("end", Day),
        new("revenue", Number64),
        new("revenue_low", Number64),
        new("revenue_high", Number64),
        new("profit", Number64),
        new("orders", Number64),
        new("orders_low", Number64),
        new("orders_high", Number64),
        new("active_customers", Number64),
        new("active_customers_low", Number64),
        new("active_customers_high", Number64),
        new("season", Number64),
        new("is_beyond_horizon", Flag),
    ];

    /// <summary>Writes the months.</summary>
    /// <param name="report">The forecast.</param>
    /// <param name="path">A file that ends in .csv or .parquet.</param>
    public static void Write(ForecastReport report, string path)
    {
        ArgumentNullException.ThrowIfNull(report);
        TableWriter.Write(
            path,
            s_columns,
            table =>
            {
                foreach (var month in report.Months)
                    WriteRow(table, month);
            }
        );
    }

    private static void WriteRow(TableWriter table, ForecastWindow month)
    {
        table.Whole(month.Month);
        table.Day(month.Start);
        table.Day(month.End);
        table.Number(month.Revenue);
        table.Number(month.RevenueLow);
        table.Number(month.RevenueHigh);
        table.Number(month.Profit);
        table.Number(month.Orders);
        table.Number(month.OrdersLow);
        table.Number(month.OrdersHigh);
        table.Number(month.ActiveCustomers);
        table.Number(month.ActiveCustomersLow);
        table.Number(month.ActiveCustomersHigh);
        table.Number(month.Season);
        table.Flag(month.IsBeyondHorizon);
        table.EndRow();
    }
}
