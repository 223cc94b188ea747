using System.Text.Json.Serialization;

namespace ClvPredict.Service.Api;

/// <summary>The generated reading and writing of the requests and responses that matter for speed.</summary>
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(CustomerPageResponse))]
internal sealed partial class ServiceJsonContext : JsonSerializerContext;
