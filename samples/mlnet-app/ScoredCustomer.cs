using Microsoft.ML.Data;

namespace MlNetApp;

/// <summary>A row of the transformed file.</summary>
public sealed class ScoredCustomer : Prediction
{
    [ColumnName("customer_id")]
    public string CustomerId { get; set; } = "";
}
