import CanonicalJSON
import EventStorage
import HTTPTypes
import Rendering

/// The description of the service for programs, made from the list of its resources.
///
/// Source: OpenAPI Specification 3.1.0, <https://spec.openapis.org/oas/v3.1.0>.
enum OpenAPIDocument {
    static func json(of ledger: LedgerName) -> JSONObject {
        [
            "openapi": "3.1.0",
            "info": [
                "title": "Annals", "version": .string(ServiceDescription.version),
                "summary": "The history of companies, as of any day and any state of the log.",
                "license": ["name": "Proprietary"],
            ],
            "paths": .object(ledger == .usual ? usualPaths : otherPaths),
            "components": .object(components),
            "security": [[:], ["bearer": []]],
            "servers": [["url": .string(Service.root(of: ledger) + "/")]],
        ]
    }

    private static let usualPaths = paths(of: ResourceCatalog.ofUsualLedger)
    private static let otherPaths = paths(of: ResourceCatalog.ofOneLedger)

    private static func paths(of resources: [Resource]) -> JSONObject {
        var paths: JSONObject = [:]
        for resource in resources {
            var item = paths[resource.path]?.objectValue ?? [:]
            item[resource.method.rawValue.lowercased()] = .object(operation(resource))
            paths[resource.path] = .object(item)
        }
        return paths
    }

    private static func operation(_ resource: Resource) -> JSONObject {
        let parameters =
            resource.pathParameters.map { name -> JSONValue in
                [
                    "name": .string(name), "in": "path", "required": true,
                    "schema": ["type": "string", "minLength": 1],
                ]
            } + resource.query.map(described) + headers(of: resource)
        var operation: JSONObject = [
            "operationId": .string(identifier(resource)), "summary": .string(resource.summary),
            "responses": .object(responses(resource)),
        ]
        if !parameters.isEmpty { operation["parameters"] = .array(parameters) }
        if !resource.takes.isEmpty {
            let content = resource.takes.map { type -> (String, JSONValue) in
                (type, ["schema": .object(schema(of: type))])
            }
            operation["requestBody"] = [
                "required": true, "content": .object(JSONObject(content)),
            ]
            operation["security"] = [["bearer": []]]
        }
        return operation
    }

    private static func described(_ parameter: Parameter) -> JSONValue {
        let schema: JSONValue =
            parameter.isRepeated
            ? ["type": "array", "items": .object(parameter.schema)] : .object(parameter.schema)
        return [
            "name": .string(parameter.name), "in": "query",
            "required": .bool(parameter.isRequired),
            "description": .string(parameter.summary), "schema": schema,
        ]
    }

    private static func headers(of resource: Resource) -> [JSONValue] {
        func header(_ name: String, _ text: String) -> JSONValue {
            [
                "name": .string(name), "in": "header", "required": false,
                "description": .string(text), "schema": ["type": "string"],
            ]
        }
        if !resource.takes.isEmpty {
            return [header("Idempotency-Key", "The same request again is done once.")]
        }
        return []
    }

    private static func schema(of mediaType: String) -> JSONObject {
        switch mediaType {
        case "application/cloudevents-batch+json":
            ["type": "array", "items": ["type": "object"]]
        case "application/json", "application/cloudevents+json": ["type": "object"]
        default: ["type": "string"]
        }
    }

    /// `get-companies-company-timeline`
    private static func identifier(_ resource: Resource) -> String {
        let words = resource.path.split { !$0.isLetter }.map(String.init)
        return ([resource.method.rawValue.lowercased()] + (words.isEmpty ? ["start"] : words))
            .joined(separator: "-")
    }

    // MARK: Answers

    private static func responses(_ resource: Resource) -> JSONObject {
        var responses: JSONObject = [:]
        if resource.takes.isEmpty {
            responses["200"] = [
                "description": "The answer.", "content": .object(content(resource)),
            ]
            if case .response = resource.work {
            } else {
                responses["304"] = ["description": "As before; see ETag and If-None-Match."]
            }
        } else {
            let result: JSONValue = [
                "application/json": ["schema": ["$ref": "#/components/schemas/Recorded"]]
            ]
            responses["200"] = ["description": "It was known before.", "content": result]
            responses["201"] = ["description": "It is recorded.", "content": result]
        }
        if resource.path == "/readyz" {
            responses["503"] = [
                "description": "Not ready.",
                "content": ["text/plain": ["schema": ["type": "string"]]],
            ]
        }
        responses["default"] = [
            "description": "Why it is not answered.",
            "content": [
                "application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]
            ],
        ]
        return responses
    }

    private static func content(_ resource: Resource) -> JSONObject {
        var content: JSONObject = [:]
        for format in resource.formats {
            let type = MediaTypes.name(of: format).prefix { $0 != ";" }
            content[String(type)] =
                format == .json
                ? ["schema": ["$ref": "#/components/schemas/Answer"]]
                : ["schema": ["type": "string"]]
        }
        if case .events = resource.work {
            content["text/event-stream"] = ["schema": ["type": "string"]]
        }
        if let mediaType = resource.mediaType {
            let isJSON = mediaType.hasSuffix("json")
            content[String(mediaType.prefix { $0 != ";" })] =
                isJSON ? ["schema": ["type": "object"]] : ["schema": ["type": "string"]]
        }
        return content
    }

    private static let components: JSONObject = [
        "securitySchemes": [
            "bearer": [
                "type": "http", "scheme": "bearer",
                "description": "A token made by annals token create.",
            ]
        ],
        "schemas": [
            "Answer": [
                "type": "object", "required": ["records"],
                "properties": [
                    "basis": [
                        "type": "object",
                        "description": "What the answer rests on.",
                        "properties": [
                            "position": ["type": "integer"],
                            "asOf": ["type": ["string", "null"]],
                            "recordedBy": ["type": ["string", "null"]],
                        ],
                    ],
                    "records": ["type": "array", "items": ["type": "object"]],
                ],
            ],
            "Recorded": [
                "type": "object", "required": ["events"],
                "properties": [
                    "events": [
                        "type": "array",
                        "items": [
                            "type": "object",
                            "required": [
                                "id", "stream", "position", "version", "recordedAt", "wasKnown",
                            ],
                        ],
                    ],
                    "remark": ["type": "string"],
                ],
            ],
            "Problem": [
                "type": "object", "required": ["type", "title", "status", "detail", "code"],
                "properties": [
                    "type": ["type": "string"], "title": ["type": "string"],
                    "status": ["type": "integer"], "detail": ["type": "string"],
                    "code": [
                        "type": "integer",
                        "description": "The exit code that the command line would have.",
                    ],
                    "findings": ["type": "array", "items": ["type": "string"]],
                ],
            ],
        ],
    ]
}
